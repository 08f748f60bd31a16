import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import type { Workspace } from './state'
import { type ReadText, readReference, unescapeText } from './text'

/** What a reader sees of a markdown block: https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export function readMarkdown(workspace: Workspace, source: string): ReadText {
  const links: ReadText['links'] = []
  const mentions: string[] = []
  const aside = source.replace(/<([@#!][^<>\s]*)>/g, (_, inside: string) => {
    mentions.push(readReference(workspace, inside, links))
    return `\uE000${mentions.length - 1}\uE001`
  })
  const text = readBlocks(lexer(aside), links).join('\n')
  return {
    text: unescapeText(text.replace(/\uE000(\d+)\uE001/g, (_, at) => mentions[Number(at)] ?? '')),
    links,
  }
}

function readBlocks(tokens: Token[], links: ReadText['links']): string[] {
  return tokens.flatMap((token) => readBlock(token as MarkedToken, links)).filter((line) => line !== '')
}

function readBlock(token: MarkedToken, links: ReadText['links']): string[] {
  const line = (cell: { tokens: Token[] }) => readLine(cell.tokens, links)
  switch (token.type) {
    case 'heading':
    case 'paragraph':
      return [line(token)]
    case 'text':
      return [token.tokens ? readLine(token.tokens, links) : token.text]
    case 'code':
      return token.text.split('\n')
    case 'blockquote':
      return readBlocks(token.tokens, links)
    case 'list':
      return token.items.flatMap((item, at) => readItem(token, item, at, links))
    case 'table':
      return [token.header, ...token.rows].map((row) => row.map(line).join(' | '))
    case 'html':
      return [token.text.trimEnd()]
    default:
      return []
  }
}

function readItem(list: Tokens.List, item: Tokens.ListItem, at: number, links: ReadText['links']): string[] {
  const [first = '', ...rest] = readBlocks(item.tokens, links)
  const mark = list.ordered ? `${Number(list.start) + at}.` : '•'
  return [`${mark} ${first}`, ...rest.map((line) => `  ${line}`)]
}

function readLine(tokens: Token[], links: ReadText['links']): string {
  return tokens.map((token) => readInline(token as MarkedToken, links)).join('')
}

function readInline(token: MarkedToken, links: ReadText['links']): string {
  switch (token.type) {
    case 'link': {
      const label = readLine(token.tokens, links)
      links.push({ url: token.href, label })
      return label
    }
    case 'strong':
    case 'em':
    case 'del':
      return readLine(token.tokens, links)
    case 'br':
      return '\n'
    case 'text':
      return token.tokens ? readLine(token.tokens, links) : token.text
    case 'codespan':
    case 'escape':
    case 'image':
    case 'html':
      return token.text
    default:
      return token.raw
  }
}
