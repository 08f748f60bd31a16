import { lexer, type MarkedToken, type Token } from 'marked'
import { Fragment, type ReactNode } from 'react'
import { decode } from './entities'
import { SlackLink } from './slack-link'

/** Standard Markdown, as growing messages bring it: https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export function SlackMarkdown({ text }: { text: string }) {
  return <div className="slack-markdown">{draw(lexer(text, { breaks: true }))}</div>
}

const draw = (tokens: Token[] = []): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name
  tokens.map((token, index) => <Fragment key={index}>{drawOne(token as MarkedToken)}</Fragment>)

function drawOne(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return <p>{draw(token.tokens)}</p>
    case 'heading':
      return (
        <p>
          <strong>{draw(token.tokens)}</strong>
        </p>
      )
    case 'blockquote':
      return <blockquote>{draw(token.tokens)}</blockquote>
    case 'list': {
      const items = draw(token.items)
      return token.ordered ? <ol start={Number(token.start)}>{items}</ol> : <ul>{items}</ul>
    }
    case 'list_item':
      return <li>{draw(token.tokens)}</li>
    case 'code':
      return <pre>{token.text}</pre>
    case 'codespan':
      return <code>{token.text}</code>
    case 'strong':
      return <strong>{draw(token.tokens)}</strong>
    case 'em':
      return <em>{draw(token.tokens)}</em>
    case 'del':
      return <s>{draw(token.tokens)}</s>
    case 'link':
      return <SlackLink href={decode(token.href)}>{draw(token.tokens)}</SlackLink>
    case 'br':
      return <br />
    case 'space':
    case 'def':
      return null
    case 'text':
      return token.tokens ? draw(token.tokens) : decode(token.text)
    case 'escape':
      return decode(token.text)
    default:
      return token.raw
  }
}
