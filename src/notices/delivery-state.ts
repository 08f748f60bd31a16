import { isoTime } from '../clock'
import { type Database, newId, statement } from '../db'
import type { OutboxRow } from './outbox'

/** What is owed of one kind. */
export interface OwedState {
  kind: OutboxRow['kind']
  owed: number
  /** Those that should have gone out by now. */
  due: number
  /** Of those owed, how many have failed at least once. */
  retried: number
  /** Since when the oldest is due, however often it was tried since; null: nothing is. Milliseconds since 1970. */
  oldestDueAt: number | null
}

/** What nobody could be reached with, by `why`: chat, mail, nothing (no way is known), or the kind of an error. */
export interface UndeliverableState {
  why: string
  count: number
  /** Of those, how many can be sent again: a mail that was given up has lost its content, which may have held a secret. */
  sendable: number
}

export interface DeliveryState {
  /** Every kind, also where nothing is owed. */
  owed: readonly OwedState[]
  undeliverable: readonly UndeliverableState[]
}

/** One row that does not get out, without anything of what it says. */
export interface StuckRow {
  id: string
  kind: OutboxRow['kind']
  /** Of the notice, mail or event; of a refresh, the type of its subject. */
  name: string
  account: string
  status: 'owed' | 'undeliverable'
  attempts: number
  createdAt: number
  /** When it is tried next. */
  dueAt: number
  why: string | null
  /** What it needs to be sent is still there. */
  sendable: boolean
}

/** When it first should have gone: every failed attempt moves `due_at`, so that during an outage nothing is due for long. */
const FIRST_DUE = `CASE WHEN o.last_error IS NULL THEN o.due_at ELSE coalesce(o.held_until, o.created_at) END`

const readOwed = statement<OwedState>(
  'delivery.owed',
  `SELECT known.kind, count(o.id) AS owed, count(o.id) FILTER (WHERE ${FIRST_DUE} <= $1) AS due,
  count(o.id) FILTER (WHERE o.last_error IS NOT NULL) AS retried,
  min(${FIRST_DUE}) FILTER (WHERE ${FIRST_DUE} <= $1) AS "oldestDueAt"
FROM unnest(ARRAY['notice', 'mail', 'refresh', 'event']) WITH ORDINALITY AS known(kind, place)
LEFT JOIN outbox o ON o.kind = known.kind AND o.status = 'owed'
GROUP BY known.kind, known.place ORDER BY known.place`,
)

const readUndeliverable = statement<UndeliverableState>(
  'delivery.undeliverable',
  `SELECT coalesce(last_error, 'unknown') AS why, count(*) AS count, count(*) FILTER (WHERE kind = 'notice') AS sendable
FROM outbox WHERE status = 'undeliverable'
GROUP BY 1 ORDER BY 2 DESC, 1`,
)

export async function readDeliveryState(db: Database, now: number): Promise<DeliveryState> {
  const [owed, undeliverable] = await Promise.all([readOwed(db, [isoTime(now)]), readUndeliverable(db, [])])
  return { owed, undeliverable }
}

const SENDABLE = `(o.status = 'undeliverable' AND o.kind = 'notice' OR o.status = 'owed' AND o.last_error IS NOT NULL)`

const listStuck = statement<StuckRow>(
  'delivery.stuck',
  `SELECT o.id, o.kind, o.name, a.name AS account, o.status, o.attempts, o.created_at AS "createdAt", o.due_at AS "dueAt",
  o.last_error AS why, ${SENDABLE} AS sendable FROM outbox o JOIN account a ON a.id = o.account_id
WHERE o.status = 'undeliverable' OR (o.status = 'owed' AND o.last_error IS NOT NULL) ORDER BY o.id DESC LIMIT $1`,
)

/** What could not be delivered, and what has failed and is tried again; the newest first. */
export const readStuck = (db: Database, most: number): Promise<StuckRow[]> => listStuck(db, [most])

const sendRows = statement<{ count: number }>(
  'delivery.sendAgain',
  `WITH chosen AS (
  SELECT id, row_number() OVER (ORDER BY id) AS place FROM (
    SELECT id FROM outbox o WHERE ($1::text IS NULL OR id = $1) AND ($2::text IS NULL OR last_error = $2)
      AND status IN ('owed', 'undeliverable') AND ${SENDABLE} AND (claimed_until IS NULL OR claimed_until <= $3)
    ORDER BY id LIMIT cardinality($4::text[]) FOR UPDATE SKIP LOCKED) AS free
), again AS (
  UPDATE outbox o SET status = 'owed', due_at = $3, attempts = 0, claimed_until = NULL, last_error = NULL, done_at = NULL,
    held_until = CASE WHEN o.status = 'undeliverable' THEN $3 ELSE o.held_until END
  FROM chosen WHERE o.id = chosen.id RETURNING o.id, o.account_id, o.name, chosen.place
), audited AS (
  INSERT INTO audit_entry (id, account_id, action, subject_type, subject_id, data, at)
  SELECT ($4::text[])[place], account_id, 'notice.sentAgain', 'notice', id, jsonb_build_object('notice', name), $3 FROM again
)
SELECT count(*) AS count FROM again`,
)

const AT_ONCE = 500

/**
 * Owes again, from the first attempt on, what could not be delivered or waits for another try: one row, or all that failed
 * for one reason, at most 500. What had been given up is not late before it is owed again. Resolves to how many those are.
 */
export async function sendAgain(
  db: Database,
  which: { id: string } | { why: string },
  now: number,
): Promise<number> {
  const [id, why] = 'id' in which ? [which.id, null] : [null, which.why]
  const audits = Array.from({ length: AT_ONCE }, () => newId(now))
  const [sent] = await sendRows(db, [id, why, isoTime(now), audits])
  const count = sent?.count ?? 0
  if (count > 0) db.wake?.()
  return count
}
