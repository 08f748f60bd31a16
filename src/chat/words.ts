import type { Command, Option } from './command'
import type { CommandWords } from './interaction'
import { type Refusal, refuse } from './refusal'

export type GivenValues = Readonly<Record<string, string>>

/** Reads what was typed after a command into values by option name; nothing is checked against the options yet. */
export function readWords(command: Command, words: CommandWords): GivenValues | Refusal {
  if ('options' in words) return dropEmpty(words.options)
  const names = Object.keys(command.options)
  const values: Record<string, string> = {}
  const positional: string[] = []
  for (const word of splitLine(words.line)) {
    const name = names.find((known) => known.toLowerCase() === word.name?.toLowerCase())
    if (name) values[name] = word.value
    else if (word.name !== undefined && /^[a-z]+$/i.test(word.name) && !word.value.startsWith('//'))
      return refuse({ code: 'optionUnknown', option: word.name, known: names })
    else positional.push(word.raw)
  }
  return dropEmpty({ ...place(command, positional, values), ...values })
}

interface Word {
  raw: string
  name?: string
  value: string
}

/** Words, `name:value` pairs and quoted parts; straight and typographic quotes alike. */
const WORD = /(?:([A-Za-z]+):)?(?:"([^"]*)"|[“”]([^“”]*)[“”]|(\S+))/g

function splitLine(line: string): Word[] {
  return [...line.matchAll(WORD)].map(([raw, name, straight, curly, bare]) => {
    const value = straight ?? curly ?? bare ?? ''
    return name === undefined ? { raw: straight ?? curly ?? raw, value } : { raw, name, value }
  })
}

/** Words without a name fill the options in their order; a choice is recognised at the end, the last option takes the rest. */
function place(command: Command, words: readonly string[], named: GivenValues): Record<string, string> {
  const open = Object.entries(command.options).filter(([name, option]) => !option.named && !(name in named))
  const values: Record<string, string> = {}
  const rest = [...words]
  for (const [name, option] of [...open].reverse()) {
    const last = rest.at(-1)
    if (option.kind === 'choice' && last !== undefined && findChoice(option, last))
      values[name] = rest.pop() ?? ''
  }
  const waiting = open.filter(
    ([name, option]) => !(name in values) && !(option.kind === 'choice' && rest.length < 2),
  )
  waiting.forEach(([name, option], index) => {
    const takesAll = index === waiting.length - 1 || option.kind === 'people'
    const taken = takesAll ? rest.splice(0) : rest.splice(0, 1)
    if (taken.length > 0) values[name] = taken.join(' ')
  })
  return values
}

export function findChoice(option: Option, typed: string): string | undefined {
  if (option.kind !== 'choice') return undefined
  const folded = typed.trim().toLowerCase()
  return option.choices.find(
    (choice) => choice.value.toLowerCase() === folded || choice.label.toLowerCase() === folded,
  )?.value
}

/** Longest text a search option takes: an id, a mention, or a name. */
const SEARCH_LENGTH = 200

/** Checks values against the declaration. Missing ones are listed, not refused: the form asks for them. */
export function checkValues(
  command: Command,
  given: GivenValues,
): { values: GivenValues; missing: readonly string[] } | Refusal {
  const values: Record<string, string> = {}
  for (const [name, typed] of Object.entries(given)) {
    const option = command.options[name]
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
    const choices = option.choices.map((choice) => choice.label)
    return (
      findChoice(option, typed) ?? refuse({ code: 'notAChoice', option: name, got: typed, choices }, name)
    )
  }
  const limit = option.kind === 'search' ? SEARCH_LENGTH : option.maxLength
  if (typed.length > limit)
    return refuse({ code: 'tooLong', option: name, length: typed.length, limit }, name)
  return typed
}

function dropEmpty(values: GivenValues): GivenValues {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  )
}
