import type { Platform } from '../../chat'
import type { NoticeTopic } from '../notice-kind'
import type { QuietHours } from '../quiet-hours'

export const TOPICS = ['outcome', 'reminder', 'review', 'money'] as const satisfies readonly NoticeTopic[]

/** By which a message can come. */
export type Way = Platform | 'mail'
export const WAYS = ['slack', 'discord', 'mail'] as const satisfies readonly Way[]

/** `active`: where the person was last active. */
export const DESTINATIONS = ['active', ...WAYS] as const
export type Destination = (typeof DESTINATIONS)[number]

/** `usual`: `USUAL_HOURS`, for what the clock brings; `own`: hours of their own, for everything with a topic. */
export const QUIET = ['usual', 'own', 'never'] as const
export type Quiet = (typeof QUIET)[number]

/** How somebody wishes to be told what can wait or be left out; `destination` and `timeZone` hold for everything. */
export interface Preference {
  destination: Destination
  quiet: Quiet
  /** Theirs, whether they hold or not. */
  hours: QuietHours
  /** IANA name; null: as their chat platform says. */
  timeZone: string | null
  /** The topics that do not come that way. */
  muted: Readonly<Partial<Record<Way, readonly NoticeTopic[]>>>
}

export const USUAL_HOURS: QuietHours = { from: 20, until: 8 }

/** Somebody acted, so an outcome is news; nobody did when the clock reminds. */
const QUIET_AS_USUAL: readonly NoticeTopic[] = ['reminder', 'review']

/** What is not worth a message any more once its moment has passed; the rest waits in the inbox where it is wanted nowhere. */
export const FLEETING: readonly NoticeTopic[] = ['reminder', 'review']

/** Whoever has chosen nothing. */
export const USUAL: Preference = {
  destination: 'active',
  quiet: 'usual',
  hours: USUAL_HOURS,
  timeZone: null,
  muted: {},
}

/** The quiet hours in which a notice of that topic is held back; null: none. */
export function quietHoursFor(topic: NoticeTopic, { quiet, hours }: Preference): QuietHours | null {
  if (quiet === 'own') return hours
  return quiet === 'usual' && QUIET_AS_USUAL.includes(topic) ? USUAL_HOURS : null
}
