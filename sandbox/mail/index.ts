import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { SandboxClock } from '../clock'
import { createMailFaults, type MailFaults } from './faults'
import { readMail } from './read-mail'
import type { SeenMail } from './seen-mail'

export type { SeenMail } from './seen-mail'

export interface Mailbox {
  /** `smtp://host:port`, without a password. */
  smtpUrl: string
  /** Oldest first. */
  mails(): SeenMail[]
  onChange(listener: () => void): () => void
  faults: MailFaults
  close(): Promise<void>
}

/** A mail server on loopback that takes every mail for every address and shows it. */
export async function startMailbox({
  clock,
  host = '127.0.0.1',
  keepAtMost = 500,
}: {
  clock: SandboxClock
  host?: string
  /** Older mails are thrown away. */
  keepAtMost?: number
}): Promise<Mailbox> {
  const mails: SeenMail[] = []
  const listeners = new Set<() => void>()
  const { faults, onConnect, onRcptTo } = createMailFaults(() => server)
  const keep = (mail: SeenMail) => {
    mails.push(mail)
    mails.splice(0, mails.length - keepAtMost)
    for (const listener of listeners) listener()
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: 1024 * 1024,
    onConnect,
    onRcptTo,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      readMail(stream, recipients, clock.now())
        .then(keep)
        .then(() => done(), done)
    },
  })
  // A client that hangs up mid-sentence is the client's affair.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    smtpUrl: `smtp://${host}:${port}`,
    mails: () => [...mails],
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    faults,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
