import { isoTime } from '../clock'
import { type Database, statement } from '../db'

/** Time between two calls, in milliseconds, and how many may go at once after a rest. */
export interface Pace {
  everyMs: number
  burst: number
}

/**
 * $1 what may be closed, $2 whose turn, $3 milliseconds between two, $4 now. `at`: when it would be this one's turn if none
 * went in a burst; null while closed.
 */
const takeTurn = statement<{ closedUntil: number | null; at: number | null }>(
  'pace.turn',
  `WITH closed AS (SELECT free_at FROM pace WHERE key = $1 AND free_at > $4), taken AS (
  INSERT INTO pace AS turn (key, free_at)
  SELECT $2, $4::timestamptz + $3::int * interval '1 ms' WHERE NOT EXISTS (SELECT FROM closed)
  ON CONFLICT (key) DO UPDATE SET free_at = greatest(turn.free_at, $4) + $3::int * interval '1 ms' RETURNING free_at
)
SELECT (SELECT free_at FROM closed) AS "closedUntil", (SELECT free_at - $3::int * interval '1 ms' FROM taken) AS at`,
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
    /** When the call may go, at `now` or later; or until when nothing may go. */
    async turn(
      closedKey: string,
      key: string,
      { everyMs, burst }: Pace,
      now: number,
    ): Promise<{ at: number } | { closedUntil: number }> {
      const [taken] = await takeTurn(db, [closedKey, key, everyMs, isoTime(now)])
      if (taken?.closedUntil) return { closedUntil: taken.closedUntil }
      return { at: Math.max(now, (taken?.at ?? now) - (burst - 1) * everyMs) }
    },
    async close(closedKey: string, until: number): Promise<void> {
      await close(db, [closedKey, isoTime(until)])
    },
  }
}
