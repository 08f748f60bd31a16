import { checkCard, checkForm } from './check-view'
import type { Place, PostedMessage } from './place'
import type { Text } from './text'
import type { Button, Card, Form } from './view'

/** Who sees what is said: only the asker, everybody in the channel, or the asker in a direct message. */
export type Audience = 'private' | 'channel' | 'direct'

/** What a posted card shows: redrawn from state whenever its subject changes (B4). */
export interface CardSubject {
  /** Kind of thing, e.g. `invitation`. */
  type: string
  id: string
  /** Which of the subject's views, e.g. `invitee`. */
  view: string
}

/** For whom alone a posted card is worded, and which chat user of theirs it was sent to. */
export interface ShownTo {
  personId: string
  userId: string
}

/** What a handler returns: data, which the adapter of the platform shows. */
export type Answer =
  | { kind: 'say'; card: Card; audience: Audience; subject?: CardSubject }
  /** The message that holds the pressed button (or the form's origin) becomes this card. */
  | { kind: 'replace'; card: Card }
  | { kind: 'form'; form: Form }
  /** The submitted form is shown again with an error at each named field; what was typed is kept. */
  | { kind: 'fix'; form: Form; errors: Readonly<Record<string, string>> }
  | Stream
  /** What can be asked here, offered by Slack's assistant view. */
  | { kind: 'prompts'; card: Card; prompts: readonly { title: string; message: string }[] }

/** A long answer that grows while people watch. */
export interface Stream {
  kind: 'stream'
  /** `thread`: below the message that asked, or in the thread it stands in. */
  audience: Audience | 'thread'
  /** Shown before there is text, and above it. */
  title: string
  /** Ends it early; shown while it grows. */
  stop: Button
  /** What its messages show, for redrawing; dispatch remembers each, its `view` being the number of the message. */
  subject?: Omit<CardSubject, 'view'>
  /** Called once, when the first message stands. What it throws is dispatch's to explain. */
  write(growing: Growing): Promise<Ending>
}

/** The place of a growing answer; made by the adapter. */
export interface Growing {
  /** Undefined where only the asker sees it, so that nobody can edit it later. */
  readonly posted: PostedMessage | undefined
  /** Where the conversation goes on: the thread below the question, where there is one. */
  readonly place: Place
  /** Aborted when this process is about to end. */
  readonly signal: AbortSignal
  /**
   * The whole text so far. Each piece fits a message; once a later one has begun, an earlier one stays as it is. Shown
   * as often as the platform allows. Never throws.
   */
  show(pieces: readonly Text[]): void
}

/** What stays: one card for each message, in order. */
export interface Ending {
  cards: readonly Card[]
  /** Told by the adapter where they stand, as far as that can be tracked; dispatch's own. */
  shown?(posted: readonly PostedMessage[]): Promise<void>
}

export function say(card: Card, audience: Audience = 'private', subject?: CardSubject): Answer {
  return { kind: 'say', card: checkCard(card), audience, ...(subject && { subject }) }
}

export function replace(card: Card): Answer {
  return { kind: 'replace', card: checkCard(card) }
}

export function openForm(form: Form): Answer {
  return { kind: 'form', form: checkForm(form) }
}

export function fix(form: Form, errors: Readonly<Record<string, string>>): Answer {
  return { kind: 'fix', form: checkForm(form), errors }
}
