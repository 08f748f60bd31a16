import { DAY_MS, isoTime } from './clock'
import { AlreadyDone, type Database, Stale, statement } from './db'
import { eachAlone } from './each-alone'
import type { Sweep } from './sweeps'

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

/** What has a deadline, for its two sweeps. All take the moment as a parameter of SQL or in milliseconds since 1970. */
export interface Deadlines {
  /** Names the sweeps: `<name>-expire`, `<name>-remind`. */
  name: string
  /** Ids of at most `limit` pending ones that end at `until` or before. */
  due(until: string, limit: number): Promise<readonly { id: string }[]>
  /** Ids of at most `limit` pending ones that end after `from` and until `until`, and of which nobody was reminded. */
  endingSoon(from: string, until: string, limit: number): Promise<readonly { id: string }[]>
  /** Writes down that its time is over. Like `remind`, does nothing when somebody was quicker. */
  expire(id: string, now: number): Promise<void>
  remind(id: string, now: number): Promise<void>
}

/** What the sweeps ask of a table of things that wait. */
export function waitingIn(table: 'invitation' | 'share_request' | 'transfer') {
  const pending = `SELECT id FROM ${table} WHERE status = 'pending'`
  const due = statement<{ id: string }>(
    `${table}.due`,
    `${pending} AND expires_at <= $1 ORDER BY expires_at LIMIT $2`,
  )
  const endingSoon = statement<{ id: string }>(
    `${table}.endingSoon`,
    `${pending} AND expires_at > $1 AND expires_at <= $2 AND reminded_at IS NULL ORDER BY expires_at LIMIT $3`,
  )
  return (db: Database): Pick<Deadlines, 'due' | 'endingSoon'> => ({
    due: (until, limit) => due(db, [until, limit]),
    endingSoon: (from, until, limit) => endingSoon(db, [from, until, limit]),
  })
}

const EVERY_MS = 60_000
/** Rows that one run of a sweep takes. */
const BATCH = 200
/** A click that arrived in time may still be under way (R15): the sweep lets it finish first. */
const GRACE_MS = 10_000

/** The clock has decided already; the sweeps write it down, tell people and redraw cards. */
export function deadlineSweeps(deadlines: Deadlines, now: () => number): readonly Sweep[] {
  const { name, due, endingSoon, expire, remind } = deadlines
  const each = async (rows: readonly { id: string }[], work: (id: string) => Promise<void>) => {
    await eachAlone(rows, ({ id }) => work(id))
    return rows.length
  }
  return [
    {
      name: `${name}-expire`,
      everyMs: EVERY_MS,
      run: async () => {
        const at = now()
        return each(await due(isoTime(at - GRACE_MS), BATCH), (id) => expire(id, at))
      },
    },
    {
      name: `${name}-remind`,
      everyMs: EVERY_MS,
      run: async () => {
        const at = now()
        const soon = await endingSoon(isoTime(at), isoTime(at + REMIND_BEFORE_MS), BATCH)
        return each(soon, (id) => remind(id, at))
      },
    },
  ]
}

/** For changes that are pointless when somebody else was quicker. */
export async function unlessOvertaken(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof Stale) && !(error instanceof AlreadyDone)) throw error
  }
}
