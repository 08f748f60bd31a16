import {
  ApplicationFlags,
  type REST,
  type RESTGetCurrentApplicationResult,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import type { Registry } from '../../src/chat'
import { discordCommands } from './commands'
import { createRest, type RestOptions } from './rest'

/** Who the bot is, and what Discord lets it do. */
export interface Application {
  id: string
  botUserId: string
  /** The bot may read messages that do not mention it. */
  readsContent: boolean
}

/** @throws DiscordAPIError when Discord refuses the token. */
export async function readApplication(rest: REST): Promise<Application> {
  const { id, bot, flags } = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult
  return { id, botUserId: bot?.id ?? id, readsContent: (flags & contentFlags) !== 0 }
}

/**
 * Registers the commands for all servers when Discord's stored ones differ. Resolves to whether it did.
 * @throws DiscordAPIError when Discord refuses the token or the commands.
 */
export async function registerDiscordCommands(
  options: RestOptions & { registry: Registry },
): Promise<boolean> {
  const rest = createRest(options)
  const { id } = await readApplication(rest)
  return registerCommands(rest, id, options.registry)
}

/** @throws DiscordAPIError when Discord refuses the commands. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  registry: Registry,
): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId)
  const wanted = discordCommands(registry)
  const stored = (await rest.get(route)) as RESTPutAPIApplicationCommandsJSONBody
  const changed = fingerprint(stored) !== fingerprint(wanted)
  if (changed) await rest.put(route, { body: wanted })
  return changed
}

/** Switched on in the developer portal, for bots in many servers after a review. */
const contentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited

/** What distinguishes commands and their options; Discord adds ids and leaves out what is at its default. */
interface Shape {
  type?: number
  name: string
  description?: string
  required?: boolean
  autocomplete?: boolean
  max_length?: number
  file_types?: readonly string[]
  choices?: readonly { name: string; value: unknown }[]
  options?: readonly Shape[]
  contexts?: readonly number[] | null
  integration_types?: readonly number[]
}

/** Equal for two lists that register the same commands. A command and a menu may share a name. */
const fingerprint = (commands: RESTPutAPIApplicationCommandsJSONBody) =>
  JSON.stringify(
    (commands as readonly Shape[]).map(essence).sort((a, b) => a.type - b.type || (a.name < b.name ? -1 : 1)),
  )

const essence = (shape: Shape): Required<Shape> => ({
  type: shape.type ?? 1,
  name: shape.name,
  description: shape.description ?? '',
  required: shape.required ?? false,
  autocomplete: shape.autocomplete ?? false,
  max_length: shape.max_length ?? 0,
  file_types: shape.file_types ?? [],
  choices: (shape.choices ?? []).map(({ name, value }) => ({ name, value })),
  options: (shape.options ?? []).map(essence),
  contexts: shape.contexts ?? [],
  integration_types: shape.integration_types ?? [],
})
