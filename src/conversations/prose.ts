import { marked, type Token, type Tokens } from 'marked'
import { bold, cleanText, code, type Fragment, italic, pre, type Text } from '../chat'

/**
 * What a model wrote, as data: its Markdown becomes fragments, so that nothing in it is a link, a ping or formatting
 * of its own making (B13). A link is shown as its words with the address in brackets.
 */
export function prose(markdown: string): Text {
  return blocks(marked.lexer(cleanText(markdown))).flatMap((block, index) =>
    index === 0 ? block : ['\n\n', ...block],
  )
}

type Block = readonly Fragment[]

const blocks = (tokens: readonly Token[]): Block[] =>
  tokens.map((token) => block(token)).filter((parts) => parts.length > 0)

function block(token: Token): Block {
  switch (token.type) {
    case 'space':
      return []
    case 'heading':
      return [bold(plain(token))]
    case 'code':
      return [pre(token.text)]
    case 'list':
      return list(token as Tokens.List)
    case 'blockquote':
      return quotation(
        blocks(token.tokens ?? []).flatMap((part, index) => (index === 0 ? part : ['\n', ...part])),
      )
    case 'table':
      return table(token as Tokens.Table)
    case 'hr':
      return ['———']
    default:
      return inline(token)
  }
}

/** What names the source stands behind the quotation, not in it. */
function quotation(words: Block): Block {
  const last = words.at(-1)
  const marker = typeof last === 'string' ? (/(?:\s*\[\d+\])+$/.exec(last)?.[0] ?? '') : ''
  if (typeof last !== 'string' || marker === '') return ['“', ...words, '”']
  return ['“', ...words.slice(0, -1), last.slice(0, -marker.length), `”${marker}`]
}

function list({ items, ordered, start }: Tokens.List, indent = ''): Block {
  return items.flatMap((item, index) => {
    const mark = ordered ? `${Number(start || 1) + index}. ` : '• '
    const parts = item.tokens.map((token) =>
      token.type === 'list' ? ['\n', ...list(token as Tokens.List, `${indent}   `)] : block(token),
    )
    return [`${index === 0 && indent === '' ? '' : index === 0 ? '' : '\n'}${indent}${mark}`, ...parts.flat()]
  })
}

function table({ header, rows }: Tokens.Table): Block {
  const lines = [header, ...rows].map((cells) => cells.map((cell) => plain(cell)).join(' | '))
  return [pre(lines.join('\n'))]
}

function inline(token: Token): Block {
  switch (token.type) {
    case 'strong':
      return [bold(plain(token))]
    case 'em':
      return [italic(plain(token))]
    case 'codespan':
      return [code(token.text)]
    case 'br':
      return ['\n']
    case 'link':
    case 'image':
      return [token.text === token.href ? token.href : `${plain(token)} (${token.href})`]
    case 'escape':
    case 'html':
      return [token.type === 'html' ? token.raw : token.text]
    default:
      return 'tokens' in token && token.tokens
        ? token.tokens.flatMap((part) => inline(part))
        : [unescaped('text' in token ? token.text : token.raw)]
  }
}

/** The words of a token without their markup. */
const plain = (token: { tokens?: readonly Token[] | undefined; text?: string }): string =>
  token.tokens ? token.tokens.map((part) => flat(inline(part))).join('') : unescaped(token.text ?? '')

const flat = (block: Block): string =>
  block
    .map((part) => {
      if (typeof part === 'string') return part
      if ('bold' in part) return part.bold
      if ('italic' in part) return part.italic
      if ('code' in part) return part.code
      return 'pre' in part ? part.pre : ''
    })
    .join('')

/** The lexer has made entities of some characters. */
const unescaped = (words: string) =>
  words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** As much of a growing answer as will not look different when more of it comes: up to the last word outside of markup. */
export function settled(markdown: string): string {
  const lines = markdown.split('\n')
  const fences = lines.filter((line) => /^\s*```/.test(line)).length
  const done = lines.slice(0, -1).join('\n')
  const last = lines.at(-1) ?? ''
  if (fences % 2 === 1 || /^\s*([|>#`~-]|\d+\.)/.test(last)) return done
  const words = last.slice(0, last.search(/\s\S*$/) + 1)
  const open = [/\*\*/g, /`/g, /(?<!\*)\*(?!\*)/g, /_/g].some(
    (mark) => (words.match(mark)?.length ?? 0) % 2 === 1,
  )
  return open || words === '' ? done : `${done}${done === '' ? '' : '\n'}${words.trimEnd()}`
}
