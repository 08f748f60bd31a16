import { isoTime } from '../clock'
import { type Database, statement } from './statement'
import { type Traces, traceParameters, writeTraces } from './traces'

/**
 * Defines a change of many rows that nobody asked for, as ONE statement: each row stands for itself, and one that somebody
 * else was quicker with stays as they left it. `body` is one or more CTEs over the ids $1 and the moment $2, of which
 * `changed` returns the `id` of what it changed: only of that anything is audited and owed, by `subjectId`. What else the
 * body needs is $5 and on.
 *
 * Resolves to how many were changed.
 */
export function defineBatch(name: string, body: string) {
  const run = statement<{ count: number }>(
    `batch.${name}`,
    `WITH ${body}, ${writeTraces('$3', '$4', '$2::timestamptz', '"subjectId" IN (SELECT id FROM changed)')}
SELECT count(*) AS count FROM changed`,
  )
  return async (
    db: Database,
    ids: readonly string[],
    at: number,
    traces: Traces,
    ...more: readonly unknown[]
  ): Promise<number> => {
    if (ids.length === 0) return 0
    const [changed] = await run(db, [ids, isoTime(at), ...traceParameters(traces, at), ...more])
    if (traces.owed.length > 0) db.wake?.()
    return changed?.count ?? 0
  }
}
