import type { Card, CardSubject, ChatUser, Mail, Reader } from '../chat'

/** A row of the outbox, as the feature that owes it gets it back. */
export interface Owed {
  id: string
  accountId: string
  /** Whom a notice tells: a person, or a chat user who need not be linked to one. */
  personId: string | null
  chatUser: ChatUser | null
  subjectId: string
  data: Readonly<Record<string, unknown>>
}

/**
 * What a notice is about, where its reader may wish it otherwise (`/profile`): how something of theirs came out, that
 * something runs out or has run out or they were away, what a reviewer should look through, what money does.
 */
export type NoticeTopic = 'outcome' | 'reminder' | 'review' | 'money'

/** Something a person is told. Drawn at the moment of sending, from state, so that a late notice never lies. */
export interface NoticeKind {
  /** As in `OwedRow.name`, e.g. `invitation.accepted`. */
  name: string
  /** Absent: it needs its reader or changes what they may do, and comes at once whatever they wish. */
  topic?: NoticeTopic
  /** Whether it is still this person's business (R4); asked before each drawing. Absent: it is, whatever they are now. */
  mayRead?(owed: Owed, personId: string): Promise<boolean>
  /** Null: no longer true or no longer of interest; nothing is sent. */
  draw(owed: Owed, reader: Reader): Promise<DrawnNotice | null>
}

export interface DrawnNotice {
  card: Card
  /** When the message shows a subject, it is redrawn with it. */
  subject?: CardSubject
  /** Mail for people without a chat identity, or who wish mails; made from the card where absent. Null: they get a mail of its own kind. */
  mail?: NoticeMail | null
}

/** A mail that says why its reader gets it by mail, unless it has small print of its own. */
export type NoticeMail = Omit<Mail, 'footer'> & Partial<Pick<Mail, 'footer'>>

/** A mail owed to an address, e.g. an invitation. */
export interface MailKind {
  name: string
  /** Null: no longer needed. */
  draw(owed: Owed): Promise<{ to: string; mail: Mail; reader: Reader } | null>
}
