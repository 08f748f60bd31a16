import type { ReactNode } from 'react'
import { decode } from './entities'
import { SlackReference } from './slack-reference'

/**
 * Marks count around whole words only, and what stands for itself (`&lt;`) is decoded last, so that nothing that was
 * escaped turns into a mention or a mark. https://docs.slack.dev/messaging/formatting-message-text
 */
const markup = new RegExp(
  [
    /`(?<code>[^`\n]+)`/,
    /<(?<reference>[^<>]+)>/,
    wholeWords('\\*', 'bold'),
    wholeWords('_', 'slanted'),
    wholeWords('~', 'struck'),
    /(?<address>https?:\/\/[^\s<>|]+)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

function wholeWords(mark: string, name: string): RegExp {
  const outside = '[\\p{L}\\p{N}*_~]'
  return new RegExp(`(?<!${outside})${mark}(?=\\S)(?<${name}>[^\\n]*?\\S)${mark}(?!${outside})`, 'u')
}

interface Props {
  text: string
  /** Bare addresses stay words: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  verbatim: boolean
}

/** mrkdwn within a line; what stands inside of bold, italic and struck text is read again. */
export function SlackInline({ text, verbatim }: Props) {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(markup)) {
    const { groups: found = {} } = match
    if (verbatim && found.address) continue
    parts.push(
      decode(text.slice(end, match.index)),
      <Piece key={match.index} found={found} verbatim={verbatim} />,
    )
    end = match.index + match[0].length
  }
  return [...parts, decode(text.slice(end))]
}

interface PieceProps {
  found: Record<string, string | undefined>
  verbatim: boolean
}

function Piece({ found, verbatim }: PieceProps): ReactNode {
  const { code, reference, bold, slanted, struck, address = '' } = found
  const inside = <SlackInline text={bold ?? slanted ?? struck ?? ''} verbatim={verbatim} />
  if (code) return <code>{decode(code)}</code>
  if (reference) return <SlackReference inside={reference} />
  if (bold) return <strong>{inside}</strong>
  if (slanted) return <em>{inside}</em>
  if (struck) return <s>{inside}</s>
  return <SlackReference inside={address} />
}
