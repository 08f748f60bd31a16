import { type ChatUser, type Fragment, fragments, plainText, type Reader, type Text } from '../../src/chat'
import { slackName } from './register'

/**
 * Text as Slack markup. Whatever a person typed stays data: `& < >` become entities, so that nothing of it is a
 * mention or a link, and a mark that could format gets an invisible space on either side, because Slack formats only
 * where a mark touches a word (B13). Mrkdwn has no escape of its own. Marks inside a word never format and are left
 * alone, so that an address can be copied.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function renderText(value: Text, reader: Reader): string {
  return fragments(value)
    .map((part) => {
      if (typeof part === 'string') return literal(part)
      if ('bold' in part) return wrapLines(literal(part.bold), '*')
      if ('italic' in part) return wrapLines(literal(part.italic), '_')
      if ('pre' in part) return `\n${fence}\n${escapeEntities(inFence(part.pre))}\n${fence}\n`
      if ('code' in part) return wrapLines(escapeEntities(part.code.replaceAll('`', lookalike)), '`')
      if ('command' in part) return renderCommand(part.command)
      if ('link' in part) return linkTo(part.href, part.link)
      if ('person' in part) return renderPerson(part.person, part.chat)
      if ('channel' in part) return renderChannel(part)
      return renderTime(part.time, part.style, reader)
    })
    .join('')
}

/** For `text` beside blocks: no formatting, but still read for mentions. */
export const escapeEntities = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Some first words are Slack's own, so ours goes by another name there. */
function renderCommand(command: string): string {
  const typed = command.replace(/^\S+/, slackName)
  return wrapLines(escapeEntities(`/${typed}`.replaceAll('`', lookalike)), '`')
}

/** Zero width, yet white space to the parser. */
export const gap = '\ufeff'

const fence = '```'

/** Three backticks together would end the block. */
export const inFence = (code: string) => code.replaceAll('``', `\`${gap}\``).replaceAll('``', `\`${gap}\``)

function literal(words: string): string {
  const inert = words
    .replaceAll('`', lookalike)
    .replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu, `${gap}$&${gap}`)
    .replace(/:(?=[\w+'-]+:)/g, `$&${gap}`)
    // `&gt;` at the start of a line makes a quotation as well.
    .replace(/^(\s*)>/gm, `$1${gap}>`)
  return escapeEntities(inert)
}

/** Code starts at any backtick, wherever it stands. */
export const lookalike = 'ˋ'

/** A mark must touch its words, and does not reach over the end of a line. */
function wrapLines(words: string, mark: string): string {
  return words.replace(/[^\s](?:.*[^\s])?/g, (line) => mark + line + mark)
}

function linkTo(href: string, label: string): string {
  const address = escapeEntities(href).replaceAll('|', '%7C').replaceAll(/\s/g, '%20')
  return `<${address}|${literal(label.replaceAll(/\s+/g, ' '))}>`
}

/** The name opens the profile; a mention would notify. https://docs.slack.dev/interactivity/deep-linking */
function renderPerson(name: string, chat?: ChatUser): string {
  if (chat?.platform !== 'slack') return literal(name)
  return linkTo(`slack://user?team=${chat.tenant}&id=${chat.userId}`, name)
}

/** Named by Slack itself, for who may see it. https://docs.slack.dev/messaging/formatting-message-text#linking-channels */
const renderChannel = ({ channel, chat }: Extract<Fragment, { channel: string }>) =>
  chat.platform === 'slack' && /^[A-Z0-9]+$/.test(chat.channelId) ? `<#${chat.channelId}>` : literal(channel)

/**
 * Slack words a moment when it is looked at, in the reader's zone; `{ago}` tells of the past only. How far a future
 * moment is would stay as it was written, so beside the date it is left out: Slack says "today" and "tomorrow" itself.
 */
function renderTime(at: number, style: 'absolute' | 'relative' | 'both', reader: Reader): string {
  const past = at <= reader.now
  const words = escapeEntities(
    plainText([{ time: at, style: past || style === 'relative' ? style : 'absolute' }], reader),
  )
  if (style === 'relative' && !past) return words
  const format = { absolute: DATE, relative: '{ago}', both: past ? `${DATE} ({ago})` : DATE }[style]
  return `<!date^${Math.floor(at / 1_000)}^${format}|${words}>`
}

const DATE = '{date_short_pretty} at {time}'

/**
 * Pieces of at most `limit` characters, cut at a paragraph, else a line, else a space, never inside an entity or a
 * token. A block of code that is cut ends in its piece and begins anew in the next.
 */
export function splitMarkup(markup: string, limit: number): string[] {
  const pieces: string[] = []
  let rest = markup
  while (rest.length > limit) {
    const at = cutAt(rest, rest.includes(fence) ? limit - closing.length : limit)
    const piece = rest.slice(0, at).trimEnd()
    const inCode = isInFence(piece)
    pieces.push(inCode ? piece + closing : piece)
    rest = inCode ? opening + rest.slice(at).replace(/^\n/, '') : rest.slice(at).trimStart()
  }
  return [...pieces, rest].filter((piece) => piece.trim() !== '')
}

const closing = `\n${fence}`
const opening = `${fence}\n`

const isInFence = (piece: string) => piece.split(fence).length % 2 === 0

function cutAt(markup: string, limit: number): number {
  const window = markup.slice(0, limit)
  const last = (mark: string) => window.lastIndexOf(mark)
  const boundary = [last('\n\n'), last('\n'), last(' ')].find(
    (at) => at >= limit / 2 && !insideToken(window, at),
  )
  if (boundary !== undefined) return boundary
  const tokenStart = /[&<][^;>\s]*$|<[^>]*$|`+$/.exec(window)?.index
  return tokenStart === undefined || tokenStart === 0 ? limit : tokenStart
}

const insideToken = (window: string, at: number) => window.lastIndexOf('<', at) > window.lastIndexOf('>', at)
