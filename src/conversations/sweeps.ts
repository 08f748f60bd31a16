import { type Clock, isoTime } from '../clock'
import { type Database, newId, statement } from '../db'
import type { Sweep } from '../sweeps'

const BATCH = 100

/** $1 now, $2 a new id for each outbox row is made of $2 and the turn's. */
const interrupt = statement<{ id: string }>(
  'turn.interrupt',
  `WITH gone AS (
  SELECT id FROM turn WHERE status = 'answering' AND lease_until <= $1 ORDER BY lease_until LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
), interrupted AS (
  UPDATE turn SET status = 'interrupted', answered_at = $1, lease_until = NULL WHERE id IN (SELECT id FROM gone) RETURNING id, account_id
), owing AS (
  INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at)
  SELECT left($2, 10) || right(id, 16), 'refresh', account_id, 'answer', id, $1, $1 FROM interrupted
)
SELECT id FROM interrupted`,
)

/** $1 now, $2 as above. Conversations kept long enough, and those of deleted chatbots. */
const forget = statement<{ id: string }>(
  'conversation.forget',
  `WITH over AS (
  SELECT c.id FROM conversation c JOIN chatbot b ON b.id = c.chatbot_id
  WHERE b.deleted_at IS NOT NULL OR c.last_at < $1::timestamptz - b.keep_days * interval '1 day'
  LIMIT ${BATCH} FOR UPDATE OF c SKIP LOCKED
), forgotten AS (
  DELETE FROM conversation WHERE id IN (SELECT id FROM over) RETURNING id, account_id, workspace_id
), audited AS (
  INSERT INTO audit_entry (id, account_id, workspace_id, action, subject_type, subject_id, at)
  SELECT left($2, 10) || right(id, 16), account_id, workspace_id, 'conversation.forgotten', 'conversation', id, $1 FROM forgotten
)
SELECT id FROM forgotten`,
)

/** Answers whose process is gone are marked so; conversations end when they have been kept long enough. */
export function conversationSweeps(db: Database, clock: Clock): readonly Sweep[] {
  const run = (work: typeof interrupt) => async () => {
    const now = clock.now()
    const moved = await work(db, [isoTime(now), newId(now)])
    if (moved.length > 0) db.wake?.()
    return moved.length
  }
  return [
    { name: 'answers-interrupted', everyMs: 10_000, run: run(interrupt) },
    { name: 'conversations-forgotten', everyMs: 3_600_000, run: run(forget) },
  ]
}
