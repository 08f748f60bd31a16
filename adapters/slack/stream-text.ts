import { type Fragment, fragments, type Reader, type Text } from '../../src/chat'
import { gap, inFence, lookalike, renderText } from './text'

/**
 * Text as the Markdown that a streamed message takes, with its end left open: more text makes it longer and changes
 * nothing before, because Slack only appends. So every character is made inert by itself, whatever follows.
 * https://docs.slack.dev/reference/methods/chat.appendStream
 */
export function renderStreamed(value: Text, reader: Reader): string {
  const parts = fragments(value)
  const rendered = parts.map((part, index) => renderPart(part, reader, index === parts.length - 1)).join('')
  return rendered.replace(/[\uD800-\uDBFF]$/, '')
}

function renderPart(part: Fragment, reader: Reader, open: boolean): string {
  if (typeof part === 'string') return literal(part)
  if ('bold' in part) return wrap('**', literal(part.bold), open)
  if ('italic' in part) return wrap('_', literal(part.italic), open)
  if ('code' in part) return wrap('`', inCode(part.code.replaceAll('`', lookalike)), open)
  if ('pre' in part) return wrap('```', `\n${inCode(inFence(part.pre))}${open ? '' : '\n'}`, open, '\n')
  if ('link' in part) return open ? '' : `[${literal(part.link)}](${addressOf(part.href)})`
  if ('person' in part) return literal(part.person)
  if ('channel' in part) return literal(part.channel)
  // Shown as Slack shows it elsewhere, and not before something follows.
  return open ? '' : renderText([part], reader)
}

function wrap(mark: string, words: string, open: boolean, around = ''): string {
  if (words.trim() === '') return open ? '' : words
  return around + mark + words + (open ? '' : mark + around)
}

/**
 * Marks of Markdown are escaped; what needs a neighbour to mean something (an address, an emoji, a list, a heading)
 * gets an invisible neighbour instead. https://spec.commonmark.org/current/#backslash-escapes
 */
function literal(words: string): string {
  return words
    .replace(/^(?=[ \t])|(?<=^\s*)[-+=#]/gm, (mark) => gap + mark)
    .replace(/(?<=^\s*\d+)\)/gm, `)${gap}`)
    .replace(/[\\`*_~[\]|!]/g, '\\$&')
    .replace(/[:.@/]/g, `$&${gap}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** Inside code nothing is escaped, so that entities would show. */
const inCode = (code: string) => code.replaceAll('<', `<${gap}`)

const addressOf = (href: string) =>
  href.replace(/[\s<>()\\]/g, (each) => encodeURIComponent(each).replace('(', '%28').replace(')', '%29'))
