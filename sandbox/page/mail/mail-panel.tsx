import { useEffect, useRef, useState } from 'react'
import { mailKey, type SeenMail } from '../../mail/seen-mail'
import { useSandbox } from '../state/use-sandbox'
import { MailView } from './mail-view'

const clock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})

/** Every mail that was sent to anybody, newest first; one that arrives is opened unless the reader is reading. */
export function MailPanel({ mails }: { mails: SeenMail[] }) {
  const { state, tell } = useSandbox()
  const read = new Set(state.read.mails)
  const [openKey, setOpenKey] = useState<string>()
  const newestFirst = mails.map((mail) => ({ mail, key: mailKey(mail) })).reverse()
  const unread = newestFirst.filter(({ key }) => !read.has(key)).length
  const open = newestFirst.find(({ key }) => key === openKey)?.mail
  const show = (key: string) => {
    setOpenKey(key)
    if (!read.has(key)) tell({ kind: 'opened', mail: key })
  }
  const newest = newestFirst[0]?.key
  const lastNewest = useRef(newest)
  useEffect(() => {
    if (newest === undefined || newest === lastNewest.current) return
    lastNewest.current = newest
    if (!open && !read.has(newest)) show(newest)
  })
  return (
    <section className={open ? 'panel mail reading' : 'panel mail'} aria-labelledby="mail-title">
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
      {open && <MailView key={openKey} mail={open} close={() => setOpenKey(undefined)} />}
    </section>
  )
}
