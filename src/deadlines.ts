import { DAY_MS } from './clock'
import { AlreadyDone, Stale } from './db'

/** How long an invitation, a request or a transfer waits for its answer (R15). */
export const LIFETIME_MS = 7 * DAY_MS
/** Who has to answer is reminded once, this long before the end. */
export const REMIND_BEFORE_MS = DAY_MS

/** The status as the clock has it: what is pending past its end is expired, also before the sweep has been there. */
export function statusAt<S extends string>(
  { status, expiresAt }: { status: S | 'pending' | 'expired'; expiresAt: number },
  now: number,
): S | 'pending' | 'expired' {
  return status === 'pending' && now >= expiresAt ? 'expired' : status
}

/**
 * The status after an event, or null when the event is impossible now; `next` says what may follow what. What is past its
 * end is expired, whatever its status says.
 */
export function stepIn<S extends string, E extends string>(
  next: Readonly<Record<S | 'pending' | 'expired', Partial<Record<E, S>>>>,
  thing: { status: S | 'pending' | 'expired'; expiresAt: number },
  event: E,
  now: number,
): S | null {
  return next[statusAt(thing, now)][event] ?? null
}

/** For changes that are pointless when somebody else was quicker. */
export async function unlessOvertaken(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof Stale) && !(error instanceof AlreadyDone)) throw error
  }
}
