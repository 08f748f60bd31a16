import { TryLater } from '../chat'
import { type Clock, isoTime } from '../clock'
import { type Database, newId } from '../db'
import { describeFailure } from '../failure'
import type { Log } from '../log'
import { backOffMs } from './back-off'
import { giveUp, hold, keep, markDone, type OutboxRow, putOff, retryAt } from './outbox'
import type { Outcome } from './outcome'
import type { Ended } from './parcel'

const GIVE_UP_AFTER = 20
/** A platform that is there again is noticed within this time, however long it was away (Q2). */
const PUT_OFF_AT_MOST_MS = 30_000

/** Notes how an attempt ended; every note counts only while the claim holds. */
export function createSettle({ db, clock, log }: { db: Database; clock: Clock; log: Log }) {
  async function settle(rows: readonly OutboxRow[], claim: string, outcome: Outcome): Promise<void> {
    const ids = idsOf(rows)
    const now = clock.now()
    switch (outcome.status) {
      case 'done':
        return void (await markDone(db, [ids, claim, isoTime(now)]))
      case 'held':
        return void (await hold(db, [ids, claim, isoTime(outcome.until), timeOrNull(outcome.wishedAt)]))
      case 'kept':
        return void (await keep(db, [ids, claim, isoTime(now)]))
      case 'undeliverable': {
        const { status, ...unreached } = outcome
        log.info({ rows: ids, by: unreached.by }, `a notice is ${status}`)
        const told = JSON.stringify(unreached)
        await giveUp(db, [ids, claim, isoTime(now), unreached.by, newId(now), told])
      }
    }
  }

  /** Resolves to when the platform may be asked again, if it asked to wait. */
  async function fail(
    rows: readonly OutboxRow[],
    claim: string,
    error: unknown,
  ): Promise<number | undefined> {
    const [row] = rows
    if (!row) return
    const now = clock.now()
    const ids = idsOf(rows)
    if (error instanceof TryLater) {
      const again = now + Math.max(error.afterMs, Math.min(backOffMs(row.attempts), PUT_OFF_AT_MOST_MS))
      await putOff(db, [ids, claim, isoTime(again), error.name])
      return again
    }
    const { failure, frames } = describeFailure(error)
    log.error({ reference: row.id, kind: row.kind, name: row.name, failure, frames }, 'not delivered')
    // Nobody else would follow up an event.
    if (row.attempts >= GIVE_UP_AFTER && row.kind !== 'event')
      await giveUp(db, [ids, claim, isoTime(now), failure, null, null])
    else await retryAt(db, [ids, claim, isoTime(now + backOffMs(row.attempts)), failure])
  }

  async function end(ended: Ended, claim: string): Promise<void> {
    if ('outcome' in ended) await settle(ended.rows, claim, ended.outcome)
    else await fail(ended.rows, claim, ended.error)
  }

  return { end, fail }
}

const timeOrNull = (at: number | null) => (at === null ? null : isoTime(at))

export const idsOf = (rows: readonly OutboxRow[]) => rows.map((row) => row.id)
