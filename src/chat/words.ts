import { isBlank, oneLine } from './clean'
import type { Command, Option } from './command'
import { unlessFits } from './fitting'
import type { CommandWords } from './interaction'
import { type Refusal, refuse } from './refusal'
import type { Choice } from './view'

export type GivenValues = Readonly<Record<string, string>>

/**
 * Reads what was typed after a command into values by option name; nothing is checked against the options yet.
 * No word gets lost: what fits nowhere is refused, except where a command takes nothing at all.
 */
export function readWords(command: Command, words: CommandWords): GivenValues | Refusal {
  if ('options' in words) return dropEmpty(words.options)
  const names = Object.keys(command.options)
  if (names.length === 0) return {}
  const named: Record<string, string> = {}
  const positional: string[] = []
  for (const word of splitLine(words.line, names)) {
    const name = names.find((known) => known.toLowerCase() === word.name?.toLowerCase())
    if (name) named[name] = name in named ? `${named[name]} ${word.value}` : word.value
    else if (word.name !== undefined && !word.value.startsWith('//'))
      return refuse({ code: 'optionUnknown', option: word.name, known: names })
    else positional.push(word.raw)
  }
  const { values, left } = place(command, positional, named)
  if (left !== '') return refuse({ code: 'optionUnknown', option: left, known: names })
  return dropEmpty({ ...values, ...named })
}

interface Word {
  raw: string
  name?: string | undefined
  value: string
}

/** Words, `name:value` pairs and quoted parts; straight and typographic quotes alike. A blank may follow a known name. */
function splitLine(line: string, names: readonly string[]): Word[] {
  const word = new RegExp(
    `(?:(${names.join('|')}):\\s*|([a-z]+):)?(?:"([^"]*)"|[“”„]([^“”„]*)[“”]|(\\S+))`,
    'gi',
  )
  return [...line.matchAll(word)].map(([raw, known, unknown, straight, curly, bare]) => {
    const name = known ?? unknown
    const value = straight ?? curly ?? bare ?? ''
    return { raw: name === undefined ? value : raw, name, value }
  })
}

/** Words without a name fill the options in their order; a choice is recognised at the end, the last option takes the rest. */
function place(
  command: Command,
  words: readonly string[],
  named: GivenValues,
): { values: GivenValues; left: string } {
  const options = Object.entries(command.options)
  // A file cannot be typed.
  const unnamed = options.filter(([, option]) => !option.named && option.kind !== 'file')
  // `/team overview Alpha`: where there is one option only, a word can mean nothing else.
  const open = (unnamed.length === 0 && options.length === 1 ? options : unnamed).filter(
    ([name]) => !(name in named),
  )
  const values: Record<string, string> = {}
  const rest = [...words]
  for (const [name, option] of [...open].reverse()) {
    const count = choiceAtEnd(option, rest)
    if (count > 0) values[name] = rest.splice(-count).join(' ')
  }
  const unfilled = open.filter(([name]) => !(name in values))
  const others = unfilled.filter(([, option]) => option.kind !== 'choice')
  // A choice that was not recognised takes a word only where it must have one, or where nothing else would.
  const waiting = unfilled.filter(
    ([, option]) => option.kind !== 'choice' || others.length === 0 || (option.required && rest.length > 1),
  )
  waiting.forEach(([name, option], index) => {
    const takesAll = index === waiting.length - 1 || option.kind === 'people'
    const taken = takesAll ? rest.splice(0) : rest.splice(0, 1)
    if (taken.length > 0) values[name] = taken.join(' ')
  })
  return { values, left: rest.join(' ').trim() }
}

/** The words of the longest label, e.g. `Only those shared`. */
const LABEL_WORDS = 3

/** How many words at the end are a choice, e.g. two of `Ann Smith Chat User`; 0: none is. */
function choiceAtEnd(option: Option, words: readonly string[]): number {
  for (let count = Math.min(words.length, LABEL_WORDS); count > 0; count -= 1)
    if (findChoice(option, words.slice(-count).join(' '))) return count
  return 0
}

export function findChoice(option: Option, typed: string): string | undefined {
  if (option.kind !== 'choice') return undefined
  const folded = typed.trim().toLowerCase()
  return option.choices.find(
    (choice) => choice.value.toLowerCase() === folded || choice.label.toLowerCase() === folded,
  )?.value
}

/** Longest text that names something: an id, a mention, or a name. */
const NAMING_LENGTH = 200

/** Checks values against the declaration. Missing ones are listed, not refused: the form asks for them. */
export function checkValues(
  command: Command,
  given: GivenValues,
): { values: GivenValues; missing: readonly string[] } | Refusal {
  const values: Record<string, string> = {}
  for (const [name, typed] of Object.entries(given)) {
    const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined
    if (!option) return refuse({ code: 'optionUnknown', option: name, known: Object.keys(command.options) })
    const checked = checkValue(name, option, typed)
    if (typeof checked !== 'string') return checked
    values[name] = checked
  }
  const missing = Object.entries(command.options)
    .filter(([name, option]) => (option.required || option.asked) && !(name in values))
    .map(([name]) => name)
  return { values, missing }
}

function checkValue(name: string, option: Option, typed: string): string | Refusal {
  if (option.kind === 'choice') {
    const choices = option.choices.map(typeable)
    return (
      findChoice(option, typed) ?? refuse({ code: 'notAChoice', option: name, got: typed, choices }, name)
    )
  }
  const limit = 'maxLength' in option ? option.maxLength : NAMING_LENGTH
  const tooLong = unlessFits(typed, `What you gave for “${name}”`, limit, name)
  if (tooLong) return tooLong
  return option.kind === 'people' || (option.kind === 'text' && option.long) ? typed : oneLine(typed)
}

/** What somebody can type for it: its label, unless a colon explains it there. */
const typeable = ({ value, label }: Choice) => (label.includes(':') ? value : label)

/** Values without blanks around them; what shows nothing was not given. */
export function dropEmpty(values: GivenValues): GivenValues {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => !isBlank(value)),
  )
}
