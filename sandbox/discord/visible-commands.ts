import type { Chatter } from '../driver'
import type { Command, CommandOption } from './command'
import type { Context } from './context'
import { permissionsOf } from './permissions'
import { commandType, optionType } from './protocol'
import type { Channel } from './types'

const guildContext = 0
const botDirectContext = 1

/**
 * Commands a person can pick in a channel: the guild's own before global ones of the same name, fitting the context,
 * and not hidden by `default_member_permissions`. None in archived threads, where "users cannot … use application commands".
 * https://docs.discord.com/developers/interactions/application-commands#interaction-contexts
 * https://docs.discord.com/developers/topics/threads#active-&-archived-threads
 */
export function visibleCommands(context: Context, userId: string, channel: Channel): Command[] {
  const guild = channel.guildId === undefined ? undefined : context.guilds.get(channel.guildId)
  if ((guild && guild.botJoinedAt === undefined) || channel.thread?.archived) return []
  const own = guild ? (context.commands.get(guild.id) ?? []) : []
  const place = guild ? guildContext : botDirectContext
  const global = (context.commands.get('global') ?? []).filter(
    (command) =>
      (command.contexts?.includes(place) ?? (guild !== undefined || command.dm_permission !== false)) &&
      !own.some((other) => other.type === command.type && other.name === command.name),
  )
  return [...own, ...global].filter((command) => {
    if (!guild || command.default_member_permissions === null) return true
    const wanted = BigInt(command.default_member_permissions)
    return (permissionsOf(guild, userId) & wanted) === wanted && (wanted !== 0n || guild.ownerId === userId)
  })
}

/** A command or subcommand with the options that a person fills in. */
export interface Leaf {
  command: Command
  /** Subcommand group and subcommand, outer first; empty for a plain command. */
  path: CommandOption[]
  fullName: string
  description: string
  options: CommandOption[]
}

export function leavesOf(command: Command): Leaf[] {
  const leaf = (path: CommandOption[], description: string, options: CommandOption[]): Leaf => ({
    command,
    path,
    fullName: [command, ...path].map(({ name }) => name).join(' '),
    description,
    options,
  })
  const descend = (path: CommandOption[], options: CommandOption[], description: string): Leaf[] => {
    const nested = options.filter(
      ({ type }) => type === optionType.subcommand || type === optionType.subcommandGroup,
    )
    if (nested.length === 0) return [leaf(path, description, options)]
    return nested.flatMap((option) => descend([...path, option], option.options ?? [], option.description))
  }
  return descend([], command.options, command.description)
}

/** Registered slash commands, subcommands written out: 'team invite'. */
export function describeCommands(commands: Command[]): ReturnType<Chatter['commands']> {
  return commands
    .filter((command) => command.type === commandType.chatInput)
    .flatMap(leavesOf)
    .map(({ fullName, description, options }) => ({
      name: fullName,
      description,
      options: options.map((option) => ({
        name: option.name,
        description: option.description,
        required: option.required ?? false,
        ...(option.choices?.length && { choices: option.choices.map((choice) => String(choice.value)) }),
      })),
    }))
}
