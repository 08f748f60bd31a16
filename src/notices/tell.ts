import type { Cards } from '../cards'
import type { ChatUser, Mailer, Messenger, Platform, Reader } from '../chat'
import type { Clock } from '../clock'
import { drawFor } from './draw-for'
import { knownZone } from './known-zone'
import { mailFromCard, withFooter } from './mail-from-card'
import type { DrawnNotice, NoticeKind, Owed } from './notice-kind'
import { DONE, type Outcome } from './outcome'
import type { Reach } from './reach'
import type { Step } from './route'

export interface TellOptions {
  messengers: ReadonlyMap<Platform, Messenger>
  mailer: Mailer
  cards: Pick<Cards, 'remember'>
  clock: Clock
}

/** Something to tell one person. */
export interface Message {
  personId: string
  /** Null: there is nothing to tell any more. */
  draw(reader: Reader, step: Step): Promise<DrawnNotice | null>
  /** Names what was drawn last, so that a repeated sending can be recognised. */
  key(): string
}

/** One notice as a message of its own. */
export const messageOf = (row: Owed, personId: string, kind: NoticeKind): Message => ({
  personId,
  draw: (reader) => drawFor(kind, row, reader),
  key: () => row.id,
})

/** How one step went: `refused` by the person's settings or their mail server; `unreachable`: there is nothing to reach. */
type Attempt = 'told' | 'refused' | 'unreachable'

const NOBODYS_READER = { locale: 'en', timeZone: 'UTC' }

export function createTell({ messengers, mailer, cards, clock }: TellOptions) {
  /**
   * Tells a person privately, step by step until one works. Who refuses messages in chat is not told by mail instead (B12).
   * @throws TryLater
   */
  async function tellPerson(reach: Reach, steps: readonly Step[], message: Message): Promise<Outcome> {
    const refused = new Set<Step['by']>()
    let about = ''
    const queue = [...steps]
    for (const step of queue) {
      if (step.by === 'mail' && !step.chosen && refused.has('chat')) break
      const reader: Reader = { ...readerOf(step, reach), now: clock.now() }
      const drawn = await message.draw(reader, step)
      if (!drawn) return DONE
      about = drawn.card.title
      if (isAnsweredElsewhere(step, drawn)) {
        queue.push({ by: 'mail', chosen: false })
        continue
      }
      const attempt =
        step.by === 'chat'
          ? await post(step.identity, drawn, reader, message)
          : await mail(reach.addresses, step.chosen, drawn, reader, message)
      if (attempt === 'told') return DONE
      if (attempt === 'refused') refused.add(step.by)
    }
    const by = refused.has('chat') ? 'chat' : refused.has('mail') ? 'mail' : 'nothing'
    return { status: 'undeliverable', who: reach.name, about, by }
  }

  async function post(
    to: ChatUser,
    { card, subject }: DrawnNotice,
    reader: Reader,
    { key, personId }: Message,
  ): Promise<Attempt> {
    const messenger = messengers.get(to.platform)
    if (!messenger) return 'unreachable'
    const delivery = await messenger.direct(to, card, reader, key())
    if (!delivery.ok) return delivery.why === 'disconnected' ? 'unreachable' : 'refused'
    if (subject) await cards.remember(subject, delivery.posted, { personId, userId: to.userId }, reader)
    return 'told'
  }

  async function mail(
    addresses: readonly string[],
    chosen: boolean,
    drawn: DrawnNotice,
    reader: Reader,
    { key }: Message,
  ): Promise<Attempt> {
    if (addresses.length === 0) return 'unreachable'
    if (drawn.mail === null) return 'told'
    const words = withFooter(drawn.mail ?? mailFromCard(drawn.card), chosen)
    for (const address of addresses) {
      const sent = await mailer.send(address, words, reader, key())
      if (sent.ok) return 'told'
    }
    return 'refused'
  }

  /** Somebody of whom only the chat user is known, e.g. invited by a mention. */
  async function tellChatUser(kind: NoticeKind, owed: Owed, user: ChatUser): Promise<Outcome> {
    const reader: Reader = { ...NOBODYS_READER, now: clock.now() }
    const drawn = await drawFor(kind, owed, reader)
    const messenger = messengers.get(user.platform)
    if (!drawn || !messenger) return DONE
    const delivery = await messenger.direct(user, drawn.card, reader, owed.id)
    if (!delivery.ok)
      return { status: 'undeliverable', who: 'The chat user', about: drawn.card.title, by: 'chat' }
    if (drawn.subject) await cards.remember(drawn.subject, delivery.posted, null, reader)
    return DONE
  }

  return { tellPerson, tellChatUser }
}

export type Tell = ReturnType<typeof createTell>

/**
 * A card that follows something and has no mail of its own: a mail, which its reader only prefers to chat, would have neither
 * its buttons nor what comes of it.
 */
export const isAnsweredElsewhere = (step: Step, { subject, mail }: DrawnNotice): boolean =>
  step.by === 'mail' && step.chosen && subject !== undefined && mail === undefined

/** A mail is worded for where they were last active. */
function readerOf(step: Step, reach: Reach): Omit<Reader, 'now'> {
  const { locale } = (step.by === 'chat' ? step.identity : reach.identities[0]) ?? NOBODYS_READER
  return { locale, timeZone: knownZone(reach) ?? NOBODYS_READER.timeZone }
}
