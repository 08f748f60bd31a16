import { type Reviewed, silentSince } from './people'
import type { Reviewing } from './reviewer'
import { inactiveBefore } from './rules'

/** Where a row stands: its buttons come back with that. */
export interface Standing {
  at: Reviewing
  /** Kind and id of what the card shows, as `From`; of a list also its page. */
  from: readonly [kind: string, id: string]
  page?: number
  readBy: string | null
  now: number
}

export const isInactive = (person: Reviewed, { at, now }: Standing): boolean =>
  silentSince(person) < inactiveBefore(at.inactiveAfterDays, now)

/** Kept by somebody, and not silent for long since then. */
export const isKept = ({ kept }: Reviewed, { at, now }: Standing): boolean =>
  kept !== null && kept.at >= inactiveBefore(at.inactiveAfterDays, now)
