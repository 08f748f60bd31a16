import type { ListedCommand } from '../../protocol'

export interface Completion {
  /** The whole line once it is picked. */
  line: string
  label: string
  detail: string
  /** Enter takes the first of these even where none is picked. */
  isEager?: boolean
}

/** What the last word of a line is about to become, once the command is known. */
export interface OpenOption {
  command: ListedCommand
  /** The line up to the word that is being typed. */
  before: string
  option: string
  typed: string
}

/** The command whose full name the line starts with, the longest if several do. */
export function commandOf(commands: ListedCommand[], line: string): ListedCommand | undefined {
  const fits = commands.filter(({ name }) => line.startsWith(`/${name} `))
  return fits.sort((one, other) => other.name.length - one.name.length)[0]
}

/** Commands and option names that could follow what is typed. */
export function complete(commands: ListedCommand[], line: string): Completion[] {
  if (!line.startsWith('/')) return []
  const command = commandOf(commands, line)
  if (!command) return completeCommand(commands, line)
  const option = openOption(commands, line)
  if (option) return completeChoice(option)
  const [before, word] = splitLastWord(line)
  const open = unfilledOptions(command, before).filter(({ name }) => name.startsWith(word))
  return open.map(({ name, description, required }) => ({
    line: `${before}${name}:`,
    label: name,
    detail: required ? `${description} · required` : description,
  }))
}

function completeCommand(commands: ListedCommand[], line: string): Completion[] {
  const wanted = line.slice(1).trimStart().toLowerCase()
  const found = commands.filter(
    ({ name }) => name.startsWith(wanted) || (wanted !== '' && name.includes(` ${wanted}`)),
  )
  return found.map(({ name, description, options }) => ({
    line: options.length > 0 ? `/${name} ` : `/${name}`,
    label: `/${name}`,
    detail: description,
  }))
}

function completeChoice({ command, before, option, typed }: OpenOption): Completion[] {
  const choices = command.options.find(({ name }) => name === option)?.choices ?? []
  return choices
    .filter((choice) => choice.startsWith(typed))
    .map((choice) => ({ line: withValue(before, option, choice), label: choice, detail: option }))
}

/** The option that is being given a value at the end of the line. */
export function openOption(commands: ListedCommand[], line: string): OpenOption | undefined {
  const command = commandOf(commands, line)
  const [before, word] = splitLastWord(line)
  const colon = word.indexOf(':')
  const option = word.slice(0, Math.max(colon, 0))
  if (!command?.options.some(({ name }) => name === option)) return undefined
  return { command, before, option, typed: word.slice(colon + 1).replace(/^"/, '') }
}

/** Values with spaces are quoted, as both platforms read them. */
export function withValue(before: string, option: string, value: string): string {
  return `${before}${option}:${/\s/.test(value) ? `"${value}"` : value} `
}

/** `name:value`, `name:"several words"` and bare words count as one word. */
function splitLastWord(line: string): [string, string] {
  const word = /(?:[^\s":]+:)?(?:"[^"]*|[^\s"]*)$/.exec(line)?.[0] ?? ''
  return [line.slice(0, line.length - word.length), word]
}

/** Names of the options that are still open, for the hint under the box: `role? note?`. */
export function argumentHint(commands: ListedCommand[], line: string): string {
  const command = commandOf(commands, line)
  const open = command ? unfilledOptions(command, line) : []
  return open.map(({ name, required }) => (required ? name : `${name}?`)).join('  ')
}

/** Words without a name are choices where they fit one; the others fill the first option and then what is required. */
function unfilledOptions({ name: command, options }: ListedCommand, line: string): ListedCommand['options'] {
  const words = line.slice(command.length + 1).match(/(?:[^\s":]+:)?(?:"[^"]*"?|[^\s"]+)/g) ?? []
  const bare = words.filter((word) => !options.some(({ name }) => word.startsWith(`${name}:`)))
  const open = options.filter(
    ({ name, choices = [] }) =>
      !words.some((word) => word.startsWith(`${name}:`)) && !choices.some((choice) => bare.includes(choice)),
  )
  const others = bare.filter((word) => !options.some(({ choices = [] }) => choices.includes(word)))
  const filled = open
    .filter(({ choices }) => !choices)
    .filter(({ required }, index) => index === 0 || required)
    .slice(0, others.length)
  return open.filter((option) => !filled.includes(option))
}

/** The line without names of options that have no value yet, such as `file:`, which the files will fill. */
export function withoutUnfilled(commands: ListedCommand[], line: string): string {
  const names = commandOf(commands, `${line} `)?.options.map(({ name }) => name) ?? []
  return line.replace(/\s([^\s":]+):(?=\s|$)/g, (whole, name) => (names.includes(name) ? '' : whole))
}
