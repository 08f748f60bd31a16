import { statement } from '../db'
import type { Owed } from './notice-kind'

/** One row of the outbox, claimed for delivery. */
export interface OutboxRow extends Owed {
  kind: 'notice' | 'refresh' | 'mail' | 'event'
  name: string
  actorId: string | null
  /** Counts this one. */
  attempts: number
  /** Names the notices that go out as one message; null: alone, so far. */
  digestId: string | null
  /** When it came to be owed, milliseconds since 1970. */
  at: number
}

const FREE = `status = 'owed' AND (claimed_until IS NULL OR claimed_until <= $1)`

const ROW = `id, kind, name, account_id AS "accountId", person_id AS "personId", chat_user AS "chatUser", actor_id AS "actorId",
  subject_id AS "subjectId", coalesce(data, '{}') AS data, attempts, digest_id AS "digestId", created_at AS at`

/**
 * $1 now, $2 until when they are ours, $3 how many in all, $4 how many for one person, so that a long queue of one
 * does not keep the others waiting, $5 of which kinds, $6 for nobody of these. Rows that another worker holds are passed over; those of a killed
 * worker are free again when its claim has run out. A refresh brings along every other one of its subject.
 */
export const claimDue = statement<OutboxRow>(
  'outbox.claim',
  `WITH first AS (
  SELECT id, row_number() OVER (PARTITION BY coalesce(person_id, id) ORDER BY due_at, id) AS turn FROM (
    SELECT id, person_id, due_at FROM outbox
    WHERE ${FREE} AND due_at <= $1 AND kind = ANY($5::text[]) AND (person_id IS NULL OR person_id <> ALL($6::text[]))
    ORDER BY due_at, id LIMIT 2000) AS oldest
), due AS (
  SELECT id, kind, name, subject_id FROM outbox
  WHERE ${FREE} AND due_at <= $1 AND id IN (SELECT id FROM first WHERE turn <= $4)
  ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
), alike AS (
  SELECT id FROM outbox
  WHERE ${FREE} AND kind = 'refresh' AND (subject_id, name) IN (SELECT subject_id, name FROM due WHERE kind = 'refresh')
  FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE outbox SET claimed_until = $2, attempts = attempts + 1
  WHERE id IN (SELECT id FROM due UNION SELECT id FROM alike) RETURNING *
)
SELECT ${ROW} FROM claimed ORDER BY due_at, id`,
)

/**
 * $1 now, $2 the claim, $3 person, $4 account, $5 names, $6 what they are called together, $7 rows that are ours already,
 * $8 more than how many. The notices of those names that wait for the person, with those of ours, are ours and go out
 * together from now on, whoever sends them; none where there are not so many.
 */
export const gatherDue = statement<OutboxRow>(
  'outbox.gather',
  `WITH waiting AS (
  SELECT id FROM outbox
  WHERE status = 'owed' AND person_id = $3 AND account_id = $4 AND name = ANY($5::text[]) AND due_at <= $1
    AND kind = 'notice' AND digest_id IS NULL AND (${FREE} OR (id = ANY($7::text[]) AND status = 'owed' AND claimed_until = $2))
  ORDER BY due_at, id LIMIT 100 FOR UPDATE SKIP LOCKED
), gathered AS (
  UPDATE outbox SET claimed_until = $2, digest_id = $6, attempts = attempts + CASE WHEN id = ANY($7::text[]) THEN 0 ELSE 1 END
  WHERE id IN (SELECT id FROM waiting) AND (SELECT count(*) FROM waiting) > $8::int RETURNING *
)
SELECT ${ROW} FROM gathered ORDER BY due_at, id`,
)

/** $1 now, $2 the claim, $3 what they are called together, $4 rows that are ours already, $5 names. What is left of those names, all of it ours now. */
export const claimDigest = statement<OutboxRow>(
  'outbox.claimDigest',
  `WITH rest AS (
  SELECT id FROM outbox
  WHERE digest_id = $3 AND name = ANY($5::text[]) AND (${FREE} OR (id = ANY($4::text[]) AND status = 'owed' AND claimed_until = $2))
  FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE outbox SET claimed_until = $2, attempts = attempts + CASE WHEN id = ANY($4::text[]) THEN 0 ELSE 1 END
  WHERE id IN (SELECT id FROM rest) RETURNING *
)
SELECT ${ROW} FROM claimed ORDER BY due_at, id`,
)

const OURS = `status = 'owed' AND claimed_until = $2`

/** $1 rows, $2 the claim, $3 now. What may hold sealed secrets goes with it: all of a mail's data, the token of a notice. */
export const markDone = statement(
  'outbox.done',
  `UPDATE outbox SET status = 'done', done_at = $3, claimed_until = NULL, last_error = NULL,
  data = CASE WHEN kind = 'mail' THEN NULL ELSE data - 'token' END WHERE id = ANY($1::text[]) AND ${OURS}`,
)

/** $1 rows, $2 the claim, $3 when to try again, $4 why. Counts no further than the back-off grows, so that a long outage is no reason to give up. */
export const putOff = statement(
  'outbox.putOff',
  `UPDATE outbox SET due_at = $3, claimed_until = NULL, last_error = $4, attempts = least(attempts, 10)
  WHERE id = ANY($1::text[]) AND ${OURS}`,
)

/** $1 rows, $2 the claim, $3 when they are due again, $4 why. Every failure counts. */
export const retryAt = statement(
  'outbox.retryAt',
  `UPDATE outbox SET due_at = $3, claimed_until = NULL, last_error = $4 WHERE id = ANY($1::text[]) AND ${OURS}`,
)

/** $1 rows, $2 the claim, $3 not due before; null: as they were, so that nothing of their reader overtakes them. They were not tried. */
export const handBack = statement(
  'outbox.handBack',
  `UPDATE outbox SET due_at = greatest(due_at, $3), claimed_until = NULL, attempts = attempts - 1
  WHERE id = ANY($1::text[]) AND ${OURS}`,
)

const WISHED_SO = `(SELECT changed_at FROM preference own WHERE own.person_id = outbox.person_id
    AND own.account_id = outbox.account_id) IS NOT DISTINCT FROM $4::timestamptz`

/**
 * $1 rows, $2 the claim, $3 the end of the quiet hours, $4 when those were chosen, null: never. Whoever changes theirs
 * sets them free before, and where they have changed by now, they are looked at anew. They were not tried.
 */
export const hold = statement(
  'outbox.hold',
  `UPDATE outbox SET due_at = CASE WHEN ${WISHED_SO} THEN $3 ELSE due_at END,
  held_until = CASE WHEN ${WISHED_SO} THEN $3::timestamptz END, claimed_until = NULL, attempts = attempts - 1
  WHERE id = ANY($1::text[]) AND ${OURS}`,
)

/** $1 rows, $2 the claim, $3 now. They are found in the inbox, as their reader wishes. */
export const keep = statement(
  'outbox.keep',
  `UPDATE outbox SET status = 'kept', done_at = $3, claimed_until = NULL, last_error = NULL WHERE id = ANY($1::text[]) AND ${OURS}`,
)

/**
 * $1 rows, $2 the claim, $3 now, $4 why, $5 id and $6 data of the notice that tells the actor. They are told once,
 * because only one attempt finds the row owed.
 */
export const giveUp = statement(
  'outbox.giveUp',
  `WITH given_up AS (
  UPDATE outbox SET status = 'undeliverable', done_at = $3, claimed_until = NULL, last_error = $4,
    data = CASE WHEN kind = 'mail' THEN NULL ELSE data END WHERE id = ANY($1::text[]) AND ${OURS} RETURNING *
)
INSERT INTO outbox (id, kind, account_id, person_id, name, subject_id, data, due_at, created_at)
SELECT $5, 'notice', account_id, actor_id, 'notice.unreachable', id, $6::jsonb, $3, $3 FROM given_up
WHERE actor_id IS NOT NULL AND actor_id IS DISTINCT FROM person_id AND $6::jsonb IS NOT NULL`,
)
