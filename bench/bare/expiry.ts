import { Client } from 'pg'
import { runPeer } from '../support/peer'

const BATCH = 1_000

/** The same rows, all made in the statement; nothing is read, nothing drawn up in code. */
const EXPIRE = `
WITH due AS (
  SELECT id FROM invitation WHERE status = 'pending' AND expires_at <= $1 ORDER BY expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
), expired AS (
  UPDATE invitation i SET status = 'expired', ended_at = i.expires_at FROM due WHERE i.id = due.id RETURNING i.*
), audited AS (
  INSERT INTO audit_entry (id, account_id, workspace_id, team_id, action, subject_type, subject_id, data, at)
  SELECT 'a' || lpad(nextval('bench_id')::text, 25, '0'), account_id, workspace_id, team_id, 'invitation.expired', 'invitation', id,
    jsonb_build_object('name', invitee_name), $1 FROM expired
), told AS (
  INSERT INTO outbox (id, kind, account_id, person_id, name, subject_id, due_at, created_at)
  SELECT 'n' || lpad(nextval('bench_id')::text, 25, '0'), 'notice', account_id, inviter_id, 'invitation.expired', id, $1, $1 FROM expired
), redrawn AS (
  INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at)
  SELECT 'r' || lpad(nextval('bench_id')::text, 25, '0'), 'refresh', account_id, 'invitation', id, $1, $1 FROM expired
)
SELECT count(*)::int AS moved FROM expired`

/** One named statement of raw pg for each batch. */
runPeer(async ({ url }: { url: string }) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('CREATE SEQUENCE bench_id')

  return {
    ready: {},
    answer: async ({ now }: { now: number }) => {
      const values = [new Date(now).toISOString()]
      let slowestMs = 0
      const startedAt = performance.now()
      for (let moved = BATCH; moved > 0; ) {
        const begunAt = performance.now()
        const { rows } = await client.query({ name: 'expire', text: EXPIRE, values })
        slowestMs = Math.max(slowestMs, performance.now() - begunAt)
        moved = rows[0].moved
      }
      return { ms: performance.now() - startedAt, slowestMs }
    },
  }
})
