import { isoTime, MINUTE_MS } from './clock'
import { type Database, defineBatch, statement, type Traces } from './db'
import { REMIND_BEFORE_MS } from './deadlines'
import { eachAlone } from './each-alone'
import { pastFailures, togetherOrAlone } from './past-failures'
import type { Sweep } from './sweeps'

/** Things of one table that wait for an answer, for its two sweeps. */
export interface Deadlines<Thing extends { id: string }> {
  /** Names the sweeps: `<name>-expire`, `<name>-remind`. */
  name: string
  table: 'invitation' | 'share_request' | 'transfer'
  /** Those with these ids, with everything that their traces tell. */
  read(db: Database, ids: readonly [readonly string[]]): Promise<readonly Thing[]>
  /** Its time is over: what is recorded, who is told, what is redrawn. */
  expired(thing: Thing): Traces
  /** Its time is nearly over: what is recorded, who is told. */
  reminded(thing: Thing): Traces
  /** Asked before a reminder: cancels what nobody can answer any more though it has time left, and resolves to true then. */
  cancelIfPointless?(db: Database, thing: Thing, now: number): Promise<boolean>
}

/** One statement has to stay under 100 ms (P5), so that no click waits for its locks. */
const BATCH = 100
/** A click that arrived in time may still be under way (R15): the sweep lets it finish first. */
const GRACE_MS = 10_000

/** The clock has decided already; the sweeps write it down, tell people and redraw cards. */
export function deadlineSweeps<Thing extends { id: string }>(
  db: Database,
  deadlines: Deadlines<Thing>,
  now: () => number,
): readonly Sweep[] {
  const { name, read, expired, reminded, cancelIfPointless } = deadlines
  const { findDue, findEndingSoon, saveExpired, saveReminded } = statementsOf(deadlines.table)
  const readAll = (found: readonly Found[]) => read(db, [found.map(({ id }) => id)])

  const save = (write: typeof saveExpired, tracesOf: (thing: Thing) => Traces, at: number) =>
    togetherOrAlone((things: readonly Thing[]) => {
      const traces = things.map(tracesOf)
      const all = { audit: traces.flatMap(({ audit }) => audit), owed: traces.flatMap(({ owed }) => owed) }
      return write(
        db,
        things.map(({ id }) => id),
        at,
        all,
      )
    })

  /** Those that cannot be cancelled keep no reminder from the others. */
  async function remind(soon: readonly Thing[], at: number): Promise<number> {
    const open: Thing[] = []
    let moved = 0
    try {
      await eachAlone(soon, async (thing) => {
        if (await cancelIfPointless?.(db, thing, at)) moved += 1
        else open.push(thing)
      })
    } finally {
      moved += await save(saveReminded, reminded, at)(open)
    }
    return moved
  }

  return [
    {
      name: `${name}-expire`,
      everyMs: MINUTE_MS,
      async run() {
        const at = now()
        return pastFailures(
          BATCH,
          (last?: Found) => findDue(db, [isoTime(at - GRACE_MS), BATCH, ...placeAfter(last)]),
          async (found) => save(saveExpired, expired, at)(await readAll(found)),
        )
      },
    },
    {
      name: `${name}-remind`,
      everyMs: MINUTE_MS,
      async run() {
        const at = now()
        const within = [isoTime(at), isoTime(at + REMIND_BEFORE_MS)]
        return pastFailures(
          BATCH,
          (last?: Found) => findEndingSoon(db, [...within, BATCH, ...placeAfter(last)]),
          async (found) => remind(await readAll(found), at),
        )
      },
    },
  ]
}

interface Found {
  id: string
  expiresAt: number
}

const placeAfter = (last: Found | undefined) =>
  last ? [isoTime(last.expiresAt), last.id] : ['-infinity', '']

/**
 * What the sweeps ask of a table, and the same conditional change as a person's answer. What an answer under way has
 * locked is passed over, not waited for: if it comes to nothing, the next run finds it.
 */
function statementsOf(table: Deadlines<{ id: string }>['table']) {
  const claim = (which: string) => `claimed AS (
  SELECT id FROM ${table} WHERE id = ANY($1::text[]) AND status = 'pending' AND ${which} FOR UPDATE SKIP LOCKED)`
  return {
    findDue: statement<Found>(
      `${table}.due`,
      `SELECT id, expires_at AS "expiresAt" FROM ${table} WHERE status = 'pending' AND expires_at <= $1
       AND (expires_at, id) > ($3, $4) ORDER BY expires_at, id LIMIT $2`,
    ),
    findEndingSoon: statement<Found>(
      `${table}.endingSoon`,
      `SELECT id, expires_at AS "expiresAt" FROM ${table} WHERE status = 'pending' AND expires_at > $1 AND expires_at <= $2
       AND reminded_at IS NULL AND (expires_at, id) > ($4, $5) ORDER BY expires_at, id LIMIT $3`,
    ),
    saveExpired: defineBatch(
      `${table}.expire`,
      `${claim('expires_at <= $2')}, changed AS (
  UPDATE ${table} SET status = 'expired', ended_at = expires_at WHERE id IN (SELECT id FROM claimed) RETURNING id)`,
    ),
    saveReminded: defineBatch(
      `${table}.remind`,
      `${claim(`expires_at > $2 AND expires_at <= $2 + interval '${REMIND_BEFORE_MS} ms' AND reminded_at IS NULL`)}, changed AS (
  UPDATE ${table} SET reminded_at = $2 WHERE id IN (SELECT id FROM claimed) RETURNING id)`,
    ),
  }
}
