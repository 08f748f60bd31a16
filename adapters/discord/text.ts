import { type ChatUser, type Fragment, fragments, type Text } from '../../src/chat'

/**
 * How plain words are kept from becoming markup, links or mentions (B13). `escaped` shows them exactly as typed;
 * `lookalike` swaps the dangerous characters for similar ones and never makes the text longer.
 */
export type Shielding = 'escaped' | 'lookalike'

const lookalikes: Readonly<Record<string, string>> = {
  '\\': '⧵',
  '*': '∗',
  _: '＿',
  '~': '∼',
  '|': '∣',
  '`': 'ˋ',
  '[': '［',
  '<': '‹',
  '>': '›',
  '@': '＠',
  ':': '：',
  '-': '‐',
  '#': '＃',
  '.': '．',
}

/**
 * What Discord reads as markup: emphasis, code, masked links and everything in angle brackets anywhere; addresses by
 * their `://`; headings, lists and quotes at the start of a line; `@everyone` and `@here`.
 * https://docs.discord.com/developers/reference#message-formatting
 */
const markup = /[\\*_~|`[<]|:(?=\/\/)|@(?=everyone|here)|(?<=^[^\S\n]*)[-#>]|(?<=^[^\S\n]*\d+)\./gm

/** Text as Discord markdown in which only our own fragments are markup. */
export function discordText(value: Text, shielding: Shielding = 'escaped'): string {
  return fragments(value)
    .map((part) => fragment(part, shielding))
    .join('')
}

function fragment(part: Fragment, shielding: Shielding): string {
  if (typeof part === 'string') return shield(part, shielding)
  if ('bold' in part) return part.bold && `**${shield(part.bold, shielding)}**`
  // A backslash is shown inside of code, so a backtick can only be replaced there.
  if ('code' in part) return part.code && inCode(part.code)
  if ('pre' in part) return part.pre && inBlock(part.pre)
  if ('italic' in part) return slanted(part.italic, shielding)
  if ('command' in part) return inCode(`/${part.command}`)
  if ('link' in part) return `[${shield(part.link, shielding)}](${address(part.href)})`
  if ('time' in part) return moment(part.time, part.style)
  if ('channel' in part) return channel(part, shielding)
  return person(part.person, shielding === 'escaped' ? part.chat : undefined, shielding)
}

const inCode = (words: string) => `\`${words.replaceAll('`', 'ˋ')}\``

/** Nothing but three backticks ends a block, so nothing else in it needs care. */
const inBlock = (words: string) =>
  `\`\`\`\n${words.replace(/`{3,}/g, (run) => 'ˋ'.repeat(run.length))}\n\`\`\``

/** An asterisk beside a blank is only an asterisk, so blanks stay outside. */
function slanted(words: string, shielding: Shielding): string {
  const inner = words.trim()
  if (inner === '') return words
  const start = words.indexOf(inner)
  return `${words.slice(0, start)}*${shield(inner, shielding)}*${words.slice(start + inner.length)}`
}

/** By the name we know and linked to the profile: a mention would notify, and reads as a number where they are not known. */
function person(name: string, chat: ChatUser | undefined, shielding: Shielding): string {
  const shown = shield(name, shielding)
  return chat?.platform === 'discord' ? `[${shown}](https://discord.com/users/${chat.userId})` : shown
}

/** Named by Discord itself, for who may see it. https://docs.discord.com/developers/reference#message-formatting */
const channel = (part: Extract<Fragment, { channel: string }>, shielding: Shielding) =>
  shielding === 'escaped' && part.chat.platform === 'discord' && /^\d+$/.test(part.chat.channelId)
    ? `<#${part.chat.channelId}>`
    : shield(part.channel, shielding)

function shield(words: string, shielding: Shielding): string {
  return words.replace(markup, (found) =>
    shielding === 'escaped' ? `\\${found}` : (lookalikes[found] ?? found),
  )
}

/** Brackets and spaces would end a masked link early. */
function address(href: string): string {
  return href.replace(
    /[\s()<>]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
function moment(atMs: number, style: 'absolute' | 'relative' | 'both'): string {
  const seconds = Math.floor(atMs / 1_000)
  const absolute = `<t:${seconds}:f>`
  const relative = `<t:${seconds}:R>`
  if (style === 'both') return `${absolute} (${relative})`
  return style === 'absolute' ? absolute : relative
}
