import type { Cards } from '../cards'
import type { ChatUser, Mailer, Messenger, Platform, Reader } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import { drawFor } from './draw-for'
import { mailFromCard } from './mail-from-card'
import type { DrawnNotice, NoticeKind, Owed } from './notice-kind'
import { DONE, type Outcome } from './outcome'
import { findPerson, identitiesOf } from './reach'

export interface TellOptions {
  db: Database
  messengers: ReadonlyMap<Platform, Messenger>
  mailer: Mailer
  cards: Pick<Cards, 'remember'>
  clock: Clock
}

/** How mails are worded for people of whom no chat user, and so no language, is known. */
const MAIL_READER = { locale: 'en', timeZone: 'UTC' }

/**
 * Tells a person privately: where they were last active, else on their other platform, by mail when they cannot be
 * written to in chat at all. The row's id is the key, so that a repeated sending can be recognised.
 *
 * @throws TryLater
 */
export function createTell({ db, messengers, mailer, cards, clock }: TellOptions) {
  return async (kind: NoticeKind, owed: Owed): Promise<Outcome> => {
    if (owed.personId !== null) return tellPerson(kind, owed, owed.personId)
    if (owed.chatUser) return tellChatUser(kind, owed, owed.chatUser)
    throw new Error(`"${kind.name}" is owed to nobody`)
  }

  /** Somebody of whom only the chat user is known, e.g. invited by a mention. */
  async function tellChatUser(kind: NoticeKind, owed: Owed, user: ChatUser): Promise<Outcome> {
    const reader: Reader = { ...MAIL_READER, now: clock.now() }
    const drawn = await drawFor(kind, owed, reader)
    const messenger = messengers.get(user.platform)
    if (!drawn || !messenger) return DONE
    const delivery = await messenger.direct(user, drawn.card, reader, owed.id)
    if (!delivery.ok)
      return { status: 'undeliverable', who: 'The chat user', about: drawn.card.title, by: 'chat' }
    if (drawn.subject) await cards.remember(drawn.subject, delivery.posted, null, reader)
    return DONE
  }

  async function tellPerson(kind: NoticeKind, owed: Owed, personId: string): Promise<Outcome> {
    let unread: DrawnNotice | undefined
    for (const identity of await identitiesOf(db, [personId, owed.accountId])) {
      const messenger = messengers.get(identity.platform)
      if (!messenger) continue
      const reader = { locale: identity.locale, timeZone: identity.timeZone, now: clock.now() }
      const drawn = await drawFor(kind, owed, reader)
      if (!drawn) return DONE
      const delivery = await messenger.direct(identity, drawn.card, reader, owed.id)
      if (delivery.ok) {
        if (drawn.subject) await cards.remember(drawn.subject, delivery.posted, personId, reader)
        return DONE
      }
      if (delivery.why !== 'disconnected') unread = drawn
    }
    if (!unread) return tellByMail(kind, owed, personId)
    const { name } = await findPerson(db, personId, owed.accountId)
    return { status: 'undeliverable', who: name, about: unread.card.title, by: 'chat' }
  }

  async function tellByMail(kind: NoticeKind, owed: Owed, personId: string): Promise<Outcome> {
    const reader: Reader = { ...MAIL_READER, now: clock.now() }
    const drawn = await drawFor(kind, owed, reader)
    if (!drawn) return DONE
    const { name, addresses } = await findPerson(db, personId, owed.accountId)
    if (drawn.mail === null && addresses.length > 0) return DONE
    for (const address of addresses) {
      const sent = await mailer.send(address, drawn.mail ?? mailFromCard(drawn.card), reader, owed.id)
      if (sent.ok) return DONE
    }
    const by = addresses.length > 0 ? 'mail' : 'nothing'
    return { status: 'undeliverable', who: name, about: drawn.card.title, by }
  }
}
