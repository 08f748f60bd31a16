import {
  type APIApplicationCommandOption,
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTGetCurrentApplicationResult,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import type { Command, Option, Registry } from '../../src/chat'
import { createRest, type RestOptions } from './rest'

export type CommandJson = RESTPutAPIApplicationCommandsJSONBody[number] & {
  options: APIApplicationCommandOption[]
}

/** Discord's limit for a string option. https://docs.discord.com/developers/interactions/application-commands */
const mostTyped = 6_000

/**
 * The commands of the registry as Discord registers them: `team invite` is subcommand `invite` of `team`.
 * @throws Error when a command and a group share a name, which Discord cannot show.
 */
export function discordCommands(registry: Registry): CommandJson[] {
  const commands = [...registry.commands.values()]
  const names = new Set(commands.map((command) => firstWord(command.name)))
  return [...names].map((name) =>
    toplevel(
      name,
      commands.filter((command) => firstWord(command.name) === name),
    ),
  )
}

function toplevel(name: string, commands: readonly Command[]): CommandJson {
  const flat = commands.find((command) => command.name === name)
  if (!flat) return chatInput(name, `The ${name} commands`, commands.map(subcommand))
  if (commands.length > 1) throw new Error(`/${name} is both a command and a group`)
  return chatInput(name, flat.description, stringOptions(flat))
}

const firstWord = (name: string) => name.split(' ', 1)[0] ?? name

const chatInput = (
  name: string,
  description: string,
  options: APIApplicationCommandOption[],
): CommandJson => ({
  type: ApplicationCommandType.ChatInput,
  name,
  description,
  options,
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
})

const subcommand = (command: Command): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: command.name.slice(firstWord(command.name).length + 1),
  description: command.description,
  options: stringOptions(command),
})

/** Discord wants the required ones first; within each group the declared order stays. */
function stringOptions(command: Command): APIApplicationCommandStringOption[] {
  const options = Object.entries(command.options).map(([name, option]) => stringOption(name, option))
  return options.sort((a, b) => Number(b.required) - Number(a.required))
}

function stringOption(name: string, option: Option): APIApplicationCommandStringOption {
  const common = {
    type: ApplicationCommandOptionType.String,
    name,
    description: option.description,
    required: option.required ?? false,
  } as const
  switch (option.kind) {
    case 'choice':
      return {
        ...common,
        choices: option.choices.map((choice) => ({ name: choice.label, value: choice.value })),
      }
    case 'search':
      return { ...common, autocomplete: true }
    case 'text':
    case 'people':
      return { ...common, max_length: Math.min(option.maxLength, mostTyped) }
  }
}

/**
 * Registers the commands for all servers when Discord's stored ones differ. Resolves to whether it did.
 * @throws DiscordAPIError when Discord refuses the token or the commands.
 */
export async function registerDiscordCommands(
  options: RestOptions & { registry: Registry },
): Promise<boolean> {
  const rest = createRest(options)
  const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult
  const route = Routes.applicationCommands(application.id)
  const wanted = discordCommands(options.registry)
  const stored = (await rest.get(route)) as CommandJson[]
  if (fingerprint(stored) === fingerprint(wanted)) return false
  await rest.put(route, { body: wanted })
  return true
}

/** What distinguishes commands and their options; Discord adds ids and leaves out what is at its default. */
interface Shape {
  name: string
  description?: string
  required?: boolean
  autocomplete?: boolean
  max_length?: number
  choices?: readonly { name: string; value: unknown }[]
  options?: readonly Shape[]
  contexts?: readonly number[] | null
  integration_types?: readonly number[]
}

/** Equal for two lists that register the same commands. */
const fingerprint = (commands: readonly CommandJson[]) =>
  JSON.stringify((commands as readonly Shape[]).map(essence).sort((a, b) => (a.name < b.name ? -1 : 1)))

const essence = (shape: Shape): Required<Shape> => ({
  name: shape.name,
  description: shape.description ?? '',
  required: shape.required ?? false,
  autocomplete: shape.autocomplete ?? false,
  max_length: shape.max_length ?? 0,
  choices: (shape.choices ?? []).map(({ name, value }) => ({ name, value })),
  options: (shape.options ?? []).map(essence),
  contexts: shape.contexts ?? [],
  integration_types: shape.integration_types ?? [],
})
