import { useState } from 'react'
import type { SeenMail } from '../../mail/seen-mail'
import { MailView } from './mail-view'

const clock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})

/** Every mail that was sent to anybody, newest first. */
export function MailPanel({ mails }: { mails: SeenMail[] }) {
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  const [openKey, setOpenKey] = useState<string>()
  const newestFirst = mails.map((mail) => ({ mail, key: `${mail.id} ${mail.at}` })).reverse()
  const unread = newestFirst.filter(({ key }) => !read.has(key)).length
  const open = newestFirst.find(({ key }) => key === openKey)?.mail
  const show = (key: string) => {
    setOpenKey(key)
    setRead((before) => new Set(before).add(key))
  }
  return (
    <section className="panel mail" aria-labelledby="mail-title">
      <h2 id="mail-title">
        Mailbox{' '}
        <span className="badge" aria-live="polite" hidden={unread === 0}>
          {unread} <span className="visually-hidden">unread</span>
        </span>
      </h2>
      {mails.length === 0 && <p className="empty">Mails that the bot sends to anybody arrive here.</p>}
      <ul className="mails" hidden={mails.length === 0}>
        {newestFirst.map(({ mail, key }) => (
          <li key={key}>
            <button
              type="button"
              className={read.has(key) ? undefined : 'unread'}
              aria-current={key === openKey || undefined}
              onClick={() => show(key)}
            >
              <span className="to">{mail.to.join(', ')}</span>
              <time dateTime={new Date(mail.at).toISOString()}>{clock.format(mail.at)}</time>
              <span className="subject">{mail.subject}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && <MailView key={openKey} mail={open} />}
    </section>
  )
}
