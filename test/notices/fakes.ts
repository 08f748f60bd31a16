import type {
  Card,
  ChatUser,
  Delivery,
  Mail,
  Mailer,
  Messenger,
  Platform,
  PostedMessage,
} from '../../src/chat'
import type { TestClock } from '../support/clock'

export interface Sent {
  platform: Platform
  userId: string
  key: string
  title: string
  at: number
}

/** What happens instead of the nth sending: throws, or answers without sending. */
export type Fault = (to: ChatUser) => Delivery | undefined

/** A platform that keeps what it was told, and fails as its script says. */
export class FakeMessenger implements Messenger {
  readonly sent: Sent[] = []
  readonly shown = new Map<string, string>()
  calls = 0
  before: Fault = () => undefined
  after: (to: ChatUser) => void = () => {}
  beforeEdit: (message: PostedMessage, card: Card) => Promise<Delivery | undefined> | undefined = () =>
    undefined

  constructor(
    readonly platform: Platform,
    private readonly clock: { now(): number },
  ) {}

  async direct(to: ChatUser, card: Card, _reader: unknown, key: string): Promise<Delivery> {
    this.calls += 1
    const fault = this.before(to)
    if (fault) return fault
    const { platform, clock } = this
    this.sent.push({ platform, userId: to.userId, key, title: card.title, at: clock.now() })
    const posted = {
      platform,
      tenant: to.tenant,
      channelId: `dm-${to.userId}`,
      messageId: `m${this.sent.length}`,
    }
    this.shown.set(posted.messageId, card.title)
    this.after(to)
    return { ok: true, posted }
  }

  async edit(message: PostedMessage, card: Card): Promise<Delivery> {
    this.calls += 1
    const fault = await this.beforeEdit(message, card)
    if (fault) return fault
    this.shown.set(message.messageId, card.title)
    return { ok: true, posted: message }
  }
}

export class FakeMailer implements Mailer {
  readonly sent: { to: string; subject: string; key: string; mail: Mail }[] = []
  before: (to: string) => { ok: false; why: string } | undefined = () => undefined

  async send(to: string, mail: Mail, _reader: unknown, key: string) {
    const fault = this.before(to)
    if (fault) return fault
    this.sent.push({ to, subject: mail.subject, key, mail })
    return { ok: true as const }
  }
}

/** Time passes at once for whoever waits, the one who waits least first, but not while somebody is `busy`. */
export function waitOn(clock: TestClock, busy = () => false): (ms: number) => Promise<void> {
  const waiting: { until: number; goOn: () => void }[] = []
  const passTime = () => {
    if (busy()) return void setImmediate(passTime)
    waiting.sort((a, b) => a.until - b.until)
    const next = waiting.shift()
    if (!next) return
    clock.set(Math.max(clock.now(), next.until))
    next.goOn()
  }
  return (ms) =>
    new Promise((goOn) => {
      waiting.push({ until: clock.now() + ms, goOn })
      setImmediate(passTime)
    })
}
