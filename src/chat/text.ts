/**
 * Text as data: fragments instead of markup, so that a word somebody typed can never turn into formatting,
 * a link or a ping (B13). Renderers escape every plain string.
 */
export type Fragment =
  | string
  | { bold: string }
  | { italic: string }
  | { code: string }
  /** Several lines of code, in a block of their own. */
  | { pre: string }
  /** A command to type, without its slash; named as the reader's platform knows it. */
  | { command: string }
  | { link: string; href: string }
  /** A person, shown by name and clickable where the reader's platform knows them; never notifies. */
  | { person: string; chat?: ChatUser }
  /** A channel: a link to it where the reader's platform has it, else these words. */
  | { channel: string; chat: { platform: Platform; channelId: string } }
  /** A moment in milliseconds since 1970, shown in the reader's time zone: absolute, relative, or both. */
  | { time: number; style: 'absolute' | 'relative' | 'both' }

export type Text = string | readonly Fragment[]

/** A user of a chat platform. `tenant`: Slack team or enterprise id; `discord` for every Discord user. */
export interface ChatUser {
  platform: Platform
  tenant: string
  userId: string
}

export type Platform = 'slack' | 'discord'

/** For whom something is worded. `timeZone` is an IANA name, `locale` a BCP 47 tag. */
export interface Reader {
  locale: string
  timeZone: string
  /** Milliseconds since 1970: what relative times count from. */
  now: number
  /** Moments are told with their zone, for who reads them where no platform translates them. */
  namesZone?: boolean
}

export const bold = (text: string): Fragment => ({ bold: text })
export const italic = (text: string): Fragment => ({ italic: text })
export const code = (text: string): Fragment => ({ code: text })
export const pre = (text: string): Fragment => ({ pre: text })
export const slash = (command: string): Fragment => ({ command })
export const link = (text: string, href: string): Fragment => ({ link: text, href })
export const person = (name: string, chat?: ChatUser): Fragment =>
  chat ? { person: name, chat } : { person: name }
export const channel = (words: string, chat: { platform: Platform; channelId: string }): Fragment => ({
  channel: words,
  chat,
})
export const time = (at: number, style: 'absolute' | 'relative' | 'both' = 'both'): Fragment => ({
  time: at,
  style,
})

/** Template tag: `text\`${bold(team)} expires ${time(at)}\`` becomes fragments; values stay data. */
export function text(strings: TemplateStringsArray, ...values: (Fragment | Text)[]): Text {
  return strings.flatMap((words, index) => {
    const value = values[index]
    return [words, ...(value === undefined ? [] : fragments(value))].filter((part) => part !== '')
  })
}

export const fragments = (value: Fragment | Text): readonly Fragment[] =>
  Array.isArray(value) ? value : [value as Fragment]

/** The text without any markup: notifications, screen readers, mail, logs of tests. */
export function plainText(value: Text, reader: Reader): string {
  return fragments(value)
    .map((part) => {
      if (typeof part === 'string') return part
      if ('bold' in part) return part.bold
      if ('italic' in part) return part.italic
      if ('code' in part) return part.code
      if ('pre' in part) return `\n${part.pre}\n`
      if ('command' in part) return `/${part.command}`
      if ('link' in part) return part.link
      if ('person' in part) return part.person
      if ('channel' in part) return part.channel
      return plainTime(part.time, part.style, reader)
    })
    .join('')
}

/** What somebody typed, cut to `most` characters so that it can be quoted back. */
export function shorten(words: string, most = 60): string {
  return words.length <= most ? words : `${cut(words, most - 1)}…`
}

/** The first `most` characters at most, without half a surrogate pair at the end. */
export const cut = (words: string, most: number): string =>
  words.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** Characters a text takes at most when rendered, counted without markup; times count as 40. */
export function textLength(value: Text): number {
  return fragments(value).reduce((sum, part) => sum + fragmentLength(part), 0)
}

function fragmentLength(part: Fragment): number {
  if (typeof part === 'string') return part.length
  if ('bold' in part) return part.bold.length + 4
  if ('italic' in part) return part.italic.length + 2
  if ('code' in part) return part.code.length + 2
  if ('pre' in part) return part.pre.length + 10
  // Slack's `/invitation` is five characters longer than our `/invite`.
  if ('command' in part) return part.command.length + 8
  if ('link' in part) return part.link.length + part.href.length + 4
  if ('channel' in part) return Math.max(part.channel.length, 30)
  return 'person' in part ? part.person.length + 8 : 40
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

function plainTime(at: number, style: 'absolute' | 'relative' | 'both', reader: Reader): string {
  const { locale, timeZone, namesZone } = reader
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const absolute = `${moment.format(at)}${namesZone ? ` ${zoneName(at, reader)}` : ''}`
  if (style === 'absolute') return absolute
  const difference = at - reader.now
  const [unit, size] = UNITS.find(([, length]) => Math.abs(difference) >= length) ?? ['minute', 60_000]
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    Math.round(difference / size),
    unit,
  )
  return style === 'relative' ? relative : `${absolute} (${relative})`
}

/** E.g. "UTC" or "PST". */
const zoneName = (at: number, { locale, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
