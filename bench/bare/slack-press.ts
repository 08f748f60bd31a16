import { App, type BlockAction, type ButtonAction, LogLevel } from '@slack/bolt'
import { Pool } from 'pg'
import { ulid } from 'ulid'
import { freePort } from '../../src/db/cluster'
import { runPeer } from '../support/peer'
import { SIGNING_SECRET } from '../support/product'

/** Who presses, whether they may, the change, its audit and the notice it owes. */
const CHANGE_ROLE = `
WITH actor AS (
  SELECT p.id, p.name, own.account_id, own.workspace_id, own.team_id, team.name AS team_name, target.role AS before
  FROM connection c
  JOIN chat_identity i ON i.platform = c.platform AND i.tenant = c.tenant AND i.user_id = $2
  JOIN person p ON p.id = i.person_id
  JOIN membership own ON own.person_id = p.id AND own.account_id = c.account_id AND own.ended_at IS NULL
  JOIN membership target ON target.id = $3 AND target.team_id = own.team_id
  JOIN team ON team.id = own.team_id AND team.deleted_at IS NULL
  WHERE c.platform = 'slack' AND c.tenant = $1 AND c.ended_at IS NULL AND own.role IN ('owner', 'admin')
), changed AS (
  UPDATE membership m SET role = $4, version = version + 1 FROM actor
  WHERE m.id = $3 AND m.ended_at IS NULL AND m.role <> 'owner' AND m.role <> $4
  RETURNING m.person_id
), audited AS (
  INSERT INTO audit_entry (id, account_id, workspace_id, team_id, actor_id, platform, action, subject_type, subject_id, data, at)
  SELECT $5, account_id, workspace_id, team_id, actor.id, 'slack', 'member.roleChanged', 'person', person_id,
    jsonb_build_object('from', before, 'to', $4::text), now() FROM actor, changed
), owed AS (
  INSERT INTO outbox (id, kind, account_id, person_id, name, subject_id, data, actor_id, due_at, created_at)
  SELECT $6, 'notice', account_id, person_id, 'member.roleChanged', $3,
    jsonb_build_object('from', before, 'to', $4::text, 'by', name, 'team', team_name), actor.id, now(), now() FROM actor, changed
)
SELECT count(*)::int AS changes FROM changed`

/** Bolt as its documentation shows it, and one named statement on a pool of raw pg. */
runPeer<{ databaseUrl: string; answer: string | null }>(async ({ databaseUrl, answer }) => {
  const card = answer === null ? null : { ...JSON.parse(answer), replace_original: true }
  const pool = new Pool({ connectionString: databaseUrl, max: 10 })
  const app = new App({
    signingSecret: SIGNING_SECRET,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BENCH', botUserId: 'U0BENCH' }),
    logLevel: LogLevel.ERROR,
  })
  app.action<BlockAction<ButtonAction>>('teams.role', async ({ ack, action, body, respond }) => {
    const [, membershipId, role] = action.value?.split(':') ?? []
    const values = [body.team?.id, body.user.id, membershipId, role, ulid(), ulid()]
    const { rows } = await pool.query({ name: 'change-role', text: CHANGE_ROLE, values })
    if (rows[0].changes !== 1) throw new Error('nothing was changed')
    await ack()
    if (card) await respond(card)
  })
  const port = await freePort()
  await app.start(port)
  return { ready: { url: `http://127.0.0.1:${port}/slack/events` } }
})
