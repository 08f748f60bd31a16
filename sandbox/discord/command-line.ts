import type { ChosenFile } from '../driver'
import { attach } from './attach'
import type { Command, CommandOption } from './command'
import type { Context } from './context'
import { readValue, withMentions } from './option-value'
import { commandType, optionType } from './protocol'
import { resolveIds } from './resolved'
import type { Channel, Json } from './types'
import { type Leaf, leavesOf, visibleCommands } from './visible-commands'

interface Given {
  option: CommandOption
  typed: string
}

const resolvable: readonly number[] = [
  optionType.user,
  optionType.channel,
  optionType.role,
  optionType.mentionable,
  optionType.attachment,
]

export interface Line {
  context: Context
  userId: string
  channel: Channel
}

/**
 * Reads a typed line such as `/team invite people:ann@acme.test role:admin` into what the client would send:
 * subcommands first, then `name:value` (values with spaces in double quotes); words without a name fill the options
 * that were not named, in declared order, the last taking the rest. Files fill the attachment options in that order.
 * Throws an Error where the client would not send: unknown command, missing or unfitting option.
 */
export function readCommand(
  line: Line,
  text: string,
  files: readonly ChosenFile[] = [],
): { data: Json; fullName: string } {
  const { leaf, given: typed } = readLine(line, text, files.length)
  const given = [...typed, ...attachToOptions(line, leaf, typed, files)]
  const missing = leaf.options.find(
    (option) => option.required && !given.some((one) => one.option === option),
  )
  if (missing) throw new Error(`/${leaf.fullName} needs the option ${missing.name}: ${missing.description}`)
  return { data: commandData(line, leaf, given), fullName: leaf.fullName }
}

/** The same while the person is still typing into `option`: nothing is required yet. */
export function readFocused(line: Line, text: string, optionName: string, typed: string): Json {
  const { leaf, given } = readLine(line, text.startsWith('/') ? text : `/${text}`)
  const option = leaf.options.find(({ name }) => name === optionName)
  if (!option?.autocomplete) throw new Error(`/${leaf.fullName} suggests nothing for ${optionName}`)
  const others = given.filter((one) => one.option !== option)
  const focused = { name: option.name, type: option.type, value: typed, focused: true }
  return commandData(line, leaf, others, [focused])
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
function attachToOptions(
  { context, channel }: Line,
  leaf: Leaf,
  typed: Given[],
  files: readonly ChosenFile[],
): Given[] {
  const open = leaf.options.filter(
    (option) => option.type === optionType.attachment && !typed.some((one) => one.option === option),
  )
  if (files.length > open.length) throw new Error(`/${leaf.fullName} takes no more than ${open.length} files`)
  return files.flatMap((file, index) => {
    const option = open[index]
    const [stored] = attach(context, channel.id, [file], option?.file_types)
    return option && stored ? [{ option, typed: stored.id }] : []
  })
}

function readLine(line: Line, text: string, fileCount = 0): { leaf: Leaf; given: Given[] } {
  const { context, userId, channel } = line
  const guild = channel.guildId === undefined ? undefined : context.guilds.get(channel.guildId)
  const written = withMentions(context, guild, text.slice(1).trim())
  const commands = visibleCommands(context, userId, channel).filter(
    ({ type }) => type === commandType.chatInput,
  )
  const leaves = commands.flatMap(leavesOf)
  const fits = (leaf: Leaf) => written === leaf.fullName || written.startsWith(`${leaf.fullName} `)
  const leaf = leaves.filter(fits).sort((one, other) => other.path.length - one.path.length)[0]
  if (!leaf) throw new Error(unknownCommand(written, leaves))
  return { leaf, given: assign(leaf.options, written.slice(leaf.fullName.length), fileCount) }
}

function unknownCommand(written: string, leaves: Leaf[]): string {
  const [word = ''] = written.split(' ')
  const near = leaves.filter(({ command }) => command.name === word).map(({ fullName }) => `/${fullName}`)
  return near.length > 0
    ? `/${written}: choose one of ${near.join(', ')}`
    : `there is no command /${word} here`
}

/** Splits words, names and quotes, and gives each its option. */
function assign(options: CommandOption[], rest: string, fileCount: number): Given[] {
  const given: Given[] = []
  const loose: string[] = []
  for (const [token] of rest.matchAll(/(?:[^\s":]+:)?"[^"]*"|\S+/g)) {
    const colon = token.indexOf(':')
    const option = colon > 0 ? options.find(({ name }) => name === token.slice(0, colon)) : undefined
    if (option) given.push({ option, typed: unquote(token.slice(colon + 1)) })
    else loose.push(unquote(token))
  }
  const unnamed = options.filter((option) => !given.some((one) => one.option === option))
  const forFiles = unnamed.filter(({ type }) => type === optionType.attachment).slice(0, fileCount)
  const open = unnamed.filter((option) => !forFiles.includes(option))
  if (loose.length > 0 && open.length === 0) throw new Error(`there is no option left for ${loose.join(' ')}`)
  open.slice(0, loose.length).forEach((option, index) => {
    const isLast = index === open.length - 1
    given.push({ option, typed: isLast ? loose.slice(index).join(' ') : (loose[index] ?? '') })
  })
  return given
}

const unquote = (word: string): string => word.replace(/^"([\s\S]*)"$/, '$1')

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure */
function commandData({ context, channel }: Line, leaf: Leaf, given: Given[], extra: Json[] = []): Json {
  const guild = channel.guildId === undefined ? undefined : context.guilds.get(channel.guildId)
  const filled = leaf.options.flatMap((option) => {
    const one = given.find((candidate) => candidate.option === option)
    if (!one) return []
    return { name: option.name, type: option.type, value: readValue(context, guild, option, one.typed) }
  })
  const ids = filled.filter(({ type }) => resolvable.includes(type)).map(({ value }) => String(value))
  const values: Json[] = [...filled, ...extra]
  const options = leaf.path.reduceRight<Json[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    values,
  )
  return { ...identity(leaf.command), ...resolveIds(context, ids, channel.guildId), options }
}

export function identity(command: Command): Json {
  const { id, name, type, guild_id } = command
  return { id, name, type, ...(guild_id !== undefined && { guild_id }) }
}
