import { SlackInline } from './slack-inline'
import type { SlackTextObject } from './slack-types'

/** A text object, line by line: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function SlackText({ type, text, verbatim = false }: SlackTextObject) {
  if (type === 'plain_text') return <div className="slack-text">{text}</div>
  return (
    <div className="slack-text">
      {text.split(/(```[\s\S]+?```)/).map(
        (part, index) =>
          // biome-ignore-start lint/suspicious/noArrayIndexKey: parts of a text have no other name
          index % 2 === 1 ? (
            <pre key={index}>{part.slice(3, -3).replace(/^\n/, '')}</pre>
          ) : (
            <Lines key={index} text={part} verbatim={verbatim} />
          ),
        // biome-ignore-end lint/suspicious/noArrayIndexKey: parts of a text have no other name
      )}
    </div>
  )
}

const quote = /^(?:&gt;|>) ?/

function Lines({ text, verbatim }: { text: string; verbatim: boolean }) {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
    <div key={index} className={quote.test(line) ? 'quote' : undefined}>
      {line === '' ? <br /> : <SlackInline text={line.replace(quote, '')} verbatim={verbatim} />}
    </div>
  ))
}
