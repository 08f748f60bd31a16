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

interface Registered {
  /** Discord's stored commands differed. */
  changed: boolean
  /** Discord lets the bot read messages that do not mention it. */
  readsContent: boolean
}

/**
 * Registers the commands for all servers when Discord's stored ones differ. Resolves to whether it did.
 * @throws DiscordAPIError when Discord refuses the token or the commands.
 */
export async function registerDiscordCommands(
  options: RestOptions & { registry: Registry },
): Promise<boolean> {
  const { changed } = await registerApplication(createRest(options), options.registry)
  return changed
}

/** @throws DiscordAPIError when Discord refuses the token or the commands. */
export async function registerApplication(rest: REST, registry: Registry): Promise<Registered> {
  const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult
  const route = Routes.applicationCommands(application.id)
  const wanted = discordCommands(registry)
  const stored = (await rest.get(route)) as RESTPutAPIApplicationCommandsJSONBody
  const changed = fingerprint(stored) !== fingerprint(wanted)
  if (changed) await rest.put(route, { body: wanted })
  return { changed, readsContent: (application.flags & contentFlags) !== 0 }
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
