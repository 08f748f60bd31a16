import { type Database, statement } from '../../src/db'
import type { World } from './world'

/** Rows of state, each written by a transaction that wrote no audit entry (R18). What was there before transaction $2 is not asked about. */
const unaudited = (table: string, id: string) =>
  `SELECT 'R18 ${table}' AS rule, ${id} AS id FROM ${table} t WHERE t.account_id = ANY($1) AND t.xmin::text::bigint > $2
    AND NOT EXISTS (SELECT 1 FROM written WHERE written.xmin = t.xmin::text)`

/** Rows that break a rule, each by the rule's number, in accounts $1. */
const readBroken = statement<{ rule: string; id: string }>(
  'test.broken',
  `WITH written AS MATERIALIZED (SELECT DISTINCT xmin::text FROM audit_entry WHERE account_id = ANY($1))
SELECT 'R1' AS rule, t.id FROM team t WHERE t.account_id = ANY($1) AND t.deleted_at IS NULL
  AND (SELECT count(*) FROM membership m WHERE m.team_id = t.id AND m.role = 'owner' AND m.ended_at IS NULL) <> 1
UNION ALL SELECT 'R9', id FROM share_request WHERE account_id = ANY($1) AND status IN ('approved', 'denied') AND ended_by = requester_id
UNION ALL SELECT 'R14', a.id FROM account a WHERE a.id = ANY($1) AND a.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM account_admin d WHERE d.account_id = a.id)
UNION ALL SELECT 'R17', min(id) FROM invitation WHERE account_id = ANY($1) AND status = 'pending' GROUP BY scope_id, invitee HAVING count(*) > 1
UNION ALL SELECT 'R17', min(id) FROM share_request WHERE account_id = ANY($1) AND status = 'pending' GROUP BY chatbot_id HAVING count(*) > 1
UNION ALL SELECT 'R17', min(id) FROM transfer WHERE account_id = ANY($1) AND status = 'pending' GROUP BY coalesce(team_id, chatbot_id) HAVING count(*) > 1
UNION ALL SELECT 'R21', m.id FROM membership m JOIN team t ON t.id = m.team_id JOIN workspace w ON w.id = t.workspace_id
  WHERE m.account_id = ANY($1) AND (m.account_id <> t.account_id OR m.workspace_id <> t.workspace_id OR w.account_id <> t.account_id)
UNION ALL SELECT 'R21', m.id FROM membership m WHERE m.account_id = ANY($1) AND m.ended_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM workspace_user u WHERE u.person_id = m.person_id AND u.workspace_id = m.workspace_id)
UNION ALL SELECT 'R21', s.id FROM share_grant s JOIN chatbot c ON c.id = s.chatbot_id WHERE s.account_id = ANY($1) AND s.account_id <> c.account_id
UNION ALL SELECT 'R15', id FROM invitation WHERE account_id = ANY($1) AND status = 'accepted' AND ended_at >= expires_at
UNION ALL SELECT 'R15', id FROM transfer WHERE account_id = ANY($1) AND status = 'accepted' AND ended_at >= expires_at
UNION ALL SELECT 'R15', id FROM share_request WHERE account_id = ANY($1) AND status = 'approved' AND ended_at >= expires_at
UNION ALL ${[
    unaudited('membership', 'id'),
    unaudited('account_admin', 'person_id'),
    unaudited('invitation', 'id'),
    unaudited('chatbot', 'id'),
    unaudited('share_grant', 'id'),
    unaudited('share_request', 'id'),
    unaudited('transfer', 'id'),
    unaudited('knowledge_base', 'id'),
  ].join(' UNION ALL ')}`,
)

/** `since`: the transaction before which the people were put there. */
export const brokenRules = (db: Database, world: World, since: number) =>
  readBroken(db, [[...world.accounts.keys()], since])

export async function transactionNow(db: Database): Promise<number> {
  const [row] = await db.query('SELECT pg_current_xact_id()::text::bigint AS id')
  return row.id
}
