import type { CommandOption } from './command'
import type { Context } from './context'
import { optionType } from './protocol'
import { displayName } from './text'
import type { Guild } from './types'

type Value = string | number | boolean

/** Turns typed words into the value of an option, as the client does. Throws an Error naming the option when they do not fit. */
export function readValue(
  context: Context,
  guild: Guild | undefined,
  option: CommandOption,
  typed: string,
): Value {
  const refuse = (reason: string): never => {
    throw new Error(`${option.name}: ${reason}`)
  }
  if (option.choices?.length) {
    const wanted = typed.toLowerCase()
    const choice = option.choices.find(({ name, value }) =>
      [name, String(value)].some((word) => word.toLowerCase() === wanted),
    )
    return choice?.value ?? refuse(`choose one of ${option.choices.map(({ name }) => name).join(', ')}`)
  }
  switch (option.type) {
    case optionType.string:
      return inRange(typed.length, option.min_length, option.max_length)
        ? typed
        : refuse('too short or too long')
    case optionType.integer:
    case optionType.number: {
      const number = Number(typed)
      const isWhole = option.type === optionType.number || Number.isInteger(number)
      const fits = typed.trim() !== '' && isWhole && inRange(number, option.min_value, option.max_value)
      return fits ? number : refuse(`${typed} is not a fitting number`)
    }
    case optionType.boolean:
      if (/^(true|yes)$/i.test(typed)) return true
      return /^(false|no)$/i.test(typed) ? false : refuse('say true or false')
    case optionType.attachment:
      return context.files.has(typed) ? typed : refuse(`there is no uploaded file ${typed}`)
    default:
      return findId(context, guild, option.type, typed) ?? refuse(`${typed} was not found here`)
  }
}

function inRange(value: number, least: number | null | undefined, most: number | null | undefined): boolean {
  return value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY)
}

/** Finds a person, role or channel by mention, id or name. */
export function findId(
  context: Context,
  guild: Guild | undefined,
  type: number,
  typed: string,
): string | undefined {
  const word = typed
    .replace(/^<[@#][!&]?(\d+)>$/, '$1')
    .replace(/^[@#]/, '')
    .toLowerCase()
  const people = [...(guild?.members.keys() ?? context.users.keys())].map((id) => ({
    id,
    names: [
      displayName(context, id, guild?.id),
      context.users.get(id)?.username,
      context.users.get(id)?.global_name,
    ],
  }))
  const roles = [...(guild?.roles.values() ?? [])].map(({ id, name }) => ({ id, names: [name] }))
  const channels = [...(guild?.channels.values() ?? [])].map(({ id, name }) => ({ id, names: [name] }))
  const candidates: Record<number, { id: string; names: (string | undefined)[] }[]> = {
    [optionType.user]: people,
    [optionType.role]: roles,
    [optionType.channel]: channels,
    [optionType.mentionable]: [...people, ...roles],
  }
  return candidates[type]?.find(
    ({ id, names }) => id === word || names.some((name) => name?.toLowerCase().replace(/^@/, '') === word),
  )?.id
}

/** `@Maya Member` as the client sends it: `<@id>`. */
export function withMentions(context: Context, guild: Guild | undefined, text: string): string {
  const ids = guild ? [...guild.members.keys()] : [...context.users.keys()]
  const named = ids.map((id) => ({ id, name: displayName(context, id, guild?.id) ?? id }))
  named.sort((one, other) => other.name.length - one.name.length)
  return named.reduce((line, { id, name }) => line.replaceAll(`@${name}`, `<@${id}>`), text)
}
