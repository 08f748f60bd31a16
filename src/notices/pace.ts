import { isoTime } from '../clock'
import { type Database, statement } from '../db'

/** Time between two calls, in milliseconds, and how many may go at once after a rest. */
export interface Pace {
  everyMs: number
  burst: number
}

/** Who would wait longer takes no turn: nobody sleeps while a claim runs out, nor after a process whose clock is ahead. */
const LONGEST_WAIT_MS = 5_000

/**
 * $1 what may be closed, $2 whose turn, $3 milliseconds between two, $4 now, $5 takes no turn where the queue ends after
 * that. `at`: when it would be this one's turn if none went in a burst; null where it takes none.
 */
const takeTurn = statement<{ closedUntil: number | null; at: number | null; queueEndsAt: number | null }>(
  'pace.turn',
  `WITH closed AS (SELECT free_at FROM pace WHERE key = $1 AND free_at > $4), taken AS (
  INSERT INTO pace AS turn (key, free_at)
  SELECT $2, $4::timestamptz + $3::int * interval '1 ms' WHERE NOT EXISTS (SELECT FROM closed)
  ON CONFLICT (key) DO UPDATE SET free_at = greatest(turn.free_at, $4) + $3::int * interval '1 ms'
  WHERE turn.free_at <= $5 RETURNING free_at
)
SELECT (SELECT free_at FROM closed) AS "closedUntil", (SELECT free_at - $3::int * interval '1 ms' FROM taken) AS at,
  (SELECT free_at FROM pace WHERE key = $2) AS "queueEndsAt"`,
)

/** $1 what is closed, $2 until when. */
const close = statement(
  'pace.close',
  `INSERT INTO pace AS known (key, free_at) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET free_at = greatest(known.free_at, $2)`,
)

/** Turns and closings that all processes share, by rows of `pace`. Moments are in milliseconds since 1970. */
export function sharePace(db: Database) {
  return {
    /** When the call may go, at `now` or soon after; or until when it may not. */
    async turn(
      closedKey: string,
      key: string,
      { everyMs, burst }: Pace,
      now: number,
    ): Promise<{ at: number } | { closedUntil: number }> {
      const inBurstMs = (burst - 1) * everyMs
      const last = now + LONGEST_WAIT_MS + inBurstMs
      const [turn] = await takeTurn(db, [closedKey, key, everyMs, isoTime(now), isoTime(last)])
      const { closedUntil = null, at = null, queueEndsAt = null } = turn ?? {}
      if (closedUntil !== null) return { closedUntil }
      if (at === null) return { closedUntil: (queueEndsAt ?? last) - inBurstMs }
      return { at: Math.max(now, at - inBurstMs) }
    },
    async close(closedKey: string, until: number): Promise<void> {
      await close(db, [closedKey, isoTime(until)])
    },
  }
}
