import { useState } from 'react'
import type { SeenMail } from '../../mail/seen-mail'

const moment = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** One mail. Its HTML runs no scripts and may only open links in new tabs. */
export function MailView({ mail, close }: { mail: SeenMail; close(): void }) {
  const [asText, setAsText] = useState(mail.html === '')
  return (
    <article className="mail-view" aria-label={`Mail: ${mail.subject}`}>
      <header>
        <h3>{mail.subject}</h3>
        <p title={`From ${mail.from}`}>
          To {mail.to.join(', ')} ·{' '}
          <time dateTime={new Date(mail.at).toISOString()}>{moment.format(mail.at)}</time>
        </p>
        {mail.files.length > 0 && <p>Attached: {mail.files.map(({ name }) => name).join(', ')}</p>}
        {mail.html !== '' && (
          <button type="button" aria-pressed={asText} onClick={() => setAsText(!asText)}>
            As text
          </button>
        )}
        <button type="button" className="close" aria-label="Close the mail" onClick={close}>
          ×
        </button>
      </header>
      {asText ? (
        <pre>{linked(mail.text)}</pre>
      ) : (
        <iframe
          title={`Mail: ${mail.subject}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank">${mail.html}`}
        />
      )}
    </article>
  )
}

function linked(text: string) {
  return text.split(/(https?:\/\/[^\s<>")\]]+)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a mail never move
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
