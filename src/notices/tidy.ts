import { type Clock, DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../clock'
import { type Database, statement } from '../db'
import type { Sweep } from '../sweeps'

/** One statement for each table that keeps its rows for a while only: $1 is the moment before which they go. */
const REMOVALS = [
  {
    name: 'tidy-outbox',
    keepMs: 30 * DAY_MS,
    everyMs: HOUR_MS,
    remove: removal('outbox', 'id', `status IN ('done', 'kept', 'seen') AND done_at < $1`),
  },
  {
    name: 'tidy-interactions',
    keepMs: DAY_MS,
    everyMs: 10 * MINUTE_MS,
    remove: removal('interaction', 'key', 'at < $1'),
  },
  {
    name: 'tidy-form-drafts',
    keepMs: HOUR_MS,
    everyMs: 10 * MINUTE_MS,
    remove: removal('form_draft', 'id', 'created_at < $1'),
  },
  {
    name: 'tidy-pace',
    keepMs: MINUTE_MS,
    everyMs: 10 * MINUTE_MS,
    remove: removal('pace', 'key', 'free_at < $1'),
  },
]

function removal(table: string, key: string, isOver: string) {
  return statement<{ count: number }>(
    `tidy.${table}`,
    `WITH old AS (SELECT ${key} FROM ${table} WHERE ${isOver} LIMIT 1000 FOR UPDATE SKIP LOCKED),
removed AS (DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM old) RETURNING 1)
SELECT count(*) AS count FROM removed`,
  )
}

/** Forgets delivered notices, outcomes of interactions, and what was typed into forms that had errors. */
export function tidySweeps({ db, clock }: { db: Database; clock: Clock }): Sweep[] {
  return REMOVALS.map(({ name, everyMs, keepMs, remove }) => ({
    name,
    everyMs,
    async run() {
      const [removed] = await remove(db, [isoTime(clock.now() - keepMs)])
      return removed?.count ?? 0
    },
  }))
}
