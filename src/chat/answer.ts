import { checkCard, checkForm } from './limits'
import type { Card, Form } from './view'

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

/** What a handler returns: data, which the adapter of the platform shows. */
export type Answer =
  | { kind: 'say'; card: Card; audience: Audience; subject?: CardSubject }
  /** The message that holds the pressed button (or the form's origin) becomes this card. */
  | { kind: 'replace'; card: Card }
  | { kind: 'form'; form: Form }
  /** The submitted form is shown again with an error at each named field; what was typed is kept. */
  | { kind: 'fix'; form: Form; errors: Readonly<Record<string, string>> }

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
