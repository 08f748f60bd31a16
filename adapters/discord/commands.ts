import {
  type APIApplicationCommandAttachmentOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import type { Command, MessageMenu, Option, Registry } from '../../src/chat'
import { fileTypes } from './files'

type Json = RESTPutAPIApplicationCommandsJSONBody[number]
export type CommandJson = Json & { options: APIApplicationCommandOption[] }
type LeafOption = APIApplicationCommandStringOption | APIApplicationCommandAttachmentOption

/** Discord's limit for a string option. https://docs.discord.com/developers/interactions/application-commands */
const mostTyped = 6_000

/**
 * The commands of the registry as Discord registers them: `team invite` is subcommand `invite` of `team`; then the
 * entries in the menu of a message.
 * @throws Error when a command and a group share a name, which Discord cannot show.
 */
export function discordCommands(registry: Registry): Json[] {
  const commands = [...registry.commands.values()]
  const names = new Set(commands.map((command) => firstWord(command.name)))
  const chatInputs = [...names].map((name) =>
    toplevel(
      name,
      commands.filter((command) => firstWord(command.name) === name),
    ),
  )
  return [...chatInputs, ...[...registry.menus.values()].map(messageMenu)]
}

function toplevel(name: string, commands: readonly Command[]): CommandJson {
  const flat = commands.find((command) => command.name === name)
  if (!flat) return chatInput(name, `The ${name} commands`, commands.map(subcommand))
  if (commands.length > 1) throw new Error(`/${name} is both a command and a group`)
  return chatInput(name, flat.description, leafOptions(flat))
}

const firstWord = (name: string) => name.split(' ', 1)[0] ?? name

/** In servers and in direct messages with the bot. */
const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

const chatInput = (
  name: string,
  description: string,
  options: APIApplicationCommandOption[],
): CommandJson => ({ type: ApplicationCommandType.ChatInput, name, description, options, ...everywhere })

const messageMenu = ({ label }: MessageMenu): Json => ({
  type: ApplicationCommandType.Message,
  name: label,
  ...everywhere,
})

const subcommand = (command: Command): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: command.name.slice(firstWord(command.name).length + 1),
  description: command.description,
  options: leafOptions(command),
})

/** Discord wants the required ones first; within each group the declared order stays. */
function leafOptions(command: Command): LeafOption[] {
  const options = Object.entries(command.options).map(([name, option]) => leafOption(name, option))
  return options.sort((a, b) => Number(b.required) - Number(a.required))
}

function leafOption(name: string, option: Option): LeafOption {
  const asked = { name, description: option.description, required: option.required ?? false }
  const common = { type: ApplicationCommandOptionType.String, ...asked } as const
  switch (option.kind) {
    case 'file':
      return { type: ApplicationCommandOptionType.Attachment, ...asked, ...fileTypes(option.extensions) }
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
