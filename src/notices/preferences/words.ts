import type { NoticeTopic } from '../notice-kind'
import { type Destination, type Preference, type Quiet, USUAL_HOURS, type Way } from './preference'

/** By each way, as the form and the card name what comes there. */
export const BY_WAY: Readonly<Record<Way, string>> = {
  slack: 'In Slack',
  discord: 'In Discord',
  mail: 'By mail',
}

export const TOPIC_NAMES: Readonly<Record<NoticeTopic, string>> = {
  outcome: 'Outcomes',
  reminder: 'Reminders',
  review: 'Reviews',
  money: 'Money',
}

/** Beside its name, what a topic is about. */
export const TOPIC_WORDS: Readonly<Record<NoticeTopic, string>> = {
  outcome: 'answers of others, changes of what is yours',
  reminder: 'what runs out or has run out, that you were away',
  review: 'whom and what to look through as an admin',
  money: 'budgets, seats, plans, payments, invoices',
}

export const DESTINATION_NAMES: Readonly<Record<Destination, string>> = {
  active: 'Where you were last active',
  slack: 'In Slack, else elsewhere',
  discord: 'In Discord, else elsewhere',
  mail: 'By mail, else in chat',
}

/** As people write a whole hour: `8:00`. */
export const hourWords = (hour: number): string => `${hour}:00`

const span = ({ from, until }: Preference['hours']) => `${hourWords(from)} to ${hourWords(until)}`

export const QUIET_NAMES: Readonly<Record<Quiet, string>> = {
  usual: `As usual: ${span(USUAL_HOURS)}, for reminders and reviews`,
  own: 'Your own hours, for everything that can wait',
  never: 'Never',
}

/** `zone`: the one that is known of them; without one nobody knows when their usual night is. */
export function quietWords(
  { quiet, hours }: Pick<Preference, 'quiet' | 'hours'>,
  zone: string | null,
): string {
  if (quiet === 'never') return 'None'
  if (quiet === 'own') return `${span(hours)}${zone === null ? ' UTC' : ''}, for everything that can wait`
  return `${span(USUAL_HOURS)}, for reminders and reviews${zone === null ? ', once your time zone is known' : ''}`
}
