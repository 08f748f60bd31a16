import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { type Mailer, TryLater } from '../../src/chat'
import { isOneAddress } from './address'
import { readFailure } from './failure'
import { renderHtml } from './html'
import { renderText } from './plain'

export interface MailerOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  smtpUrl: string
  /** What recipients see as the sender: `Rolecall <bot@example.com>` or a bare address. */
  from: string
  log?: { info(details: object, message: string): void }
}

export interface EmailMailer extends Mailer {
  /** Connects and signs in without sending. Rejects with the server's reason. */
  verify(): Promise<void>
  close(): void
}

/** Soon, for a server that is away; the outbox waits longer each time, as greylisting wants. */
const retryAfterMs = 1_000

/** Sends mails over one pool of SMTP connections. */
export function createMailer({ smtpUrl, from, log }: MailerOptions): EmailMailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return {
    async send(to, mail, reader, key) {
      if (!isOneAddress(to)) return { ok: false, why: 'not one mail address' }
      const zoned = { ...reader, namesZone: true }
      const [text, html] = [renderText(mail, zoned), renderHtml(mail, zoned)]
      const subject = mail.subject.replace(/\s+/g, ' ').trim()
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          attachments: mail.files?.map(({ name, mediaType, bytes }) => ({
            ...{ filename: name, contentType: mediaType, content: Buffer.from(bytes) },
          })),
          messageId: messageId(key, domain),
          date: new Date(reader.now),
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { ok: true }
      } catch (error) {
        const { permanent, why, facts } = readFailure(error)
        log?.info(facts, permanent ? 'mail refused for good' : 'mail not sent, to be tried again')
        if (!permanent) throw new TryLater(retryAfterMs, why)
        return { ok: false, why }
      }
    },
    async verify() {
      await transport.verify()
    },
    close: () => transport.close(),
  }
}

/** The key is hashed, because it may hold anything and the header may not. */
function messageId(key: string, domain: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`
}
