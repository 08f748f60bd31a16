import { knownZone } from './known-zone'
import type { NoticeTopic } from './notice-kind'
import { quietHoursFor, type Way } from './preferences/preference'
import { endOfQuietHours } from './quiet-hours'
import type { Identity, Reach } from './reach'

/** One way to somebody. `chosen`: by mail although they could be told in chat. */
export type Step = { by: 'chat'; identity: Identity } | { by: 'mail'; chosen: boolean }

/** What becomes of a notice at a moment, by its reader's wishes. */
export type Route =
  /** In this order, until one of them works. */
  | { kind: 'now'; steps: readonly Step[] }
  /** Quiet hours: not before that moment, in milliseconds since 1970. */
  | { kind: 'later'; at: number }
  /** They want it nowhere. */
  | { kind: 'unwanted' }

/** Without a topic it goes out at once, wherever they wish to be told. */
export function routeOf(
  topic: NoticeTopic | undefined,
  { identities, preference }: Pick<Reach, 'identities' | 'preference'>,
  now: number,
): Route {
  const isWanted = (way: Way) => topic === undefined || !preference.muted[way]?.includes(topic)
  const wanted = preferredFirst(identities, preference.destination).filter(({ platform }) =>
    isWanted(platform),
  )
  const chat = wanted.map((identity): Step => ({ by: 'chat', identity }))
  const steps = withMail(chat, {
    first: preference.destination === 'mail' && isWanted('mail'),
    // A chat user who does not want it there has not asked for a mail instead.
    last: isWanted('mail') && (identities.length === 0 || chat.length > 0),
  })
  if (steps.length === 0) return { kind: 'unwanted' }
  const until = topic && endOfQuiet(topic, { identities, preference }, now)
  return until ? { kind: 'later', at: until } : { kind: 'now', steps }
}

const preferredFirst = (identities: readonly Identity[], destination: string): readonly Identity[] => [
  ...identities.filter(({ platform }) => platform === destination),
  ...identities.filter(({ platform }) => platform !== destination),
]

function withMail(chat: readonly Step[], mail: { first: boolean; last: boolean }): readonly Step[] {
  if (mail.first) return [{ by: 'mail', chosen: true }, ...chat]
  return mail.last ? [...chat, { by: 'mail', chosen: false }] : chat
}

/** Of somebody whose zone nobody knows the night is not known either; hours of their own go by UTC then. */
function endOfQuiet(
  topic: NoticeTopic,
  { identities, preference }: Pick<Reach, 'identities' | 'preference'>,
  now: number,
): number | null {
  const hours = quietHoursFor(topic, preference)
  const timeZone = knownZone({ identities, preference }) ?? (preference.quiet === 'own' ? 'UTC' : null)
  return hours && timeZone ? endOfQuietHours(now, timeZone, hours) : null
}
