import { isoTime } from '../../src/clock'
import type { Database } from '../../src/db'

/** As though these people had said something at that moment: as every chat user of theirs, in all their accounts. */
export async function noteSeen(db: Database, personIds: readonly string[], at: number): Promise<void> {
  const parameters = [personIds, isoTime(at)]
  await db.query('UPDATE chat_identity SET last_active_at = $2 WHERE person_id = ANY($1)', parameters)
  await db.query(
    `INSERT INTO activity (account_id, person_id, last_active_at) SELECT account_id, person_id, $2 FROM (
       SELECT account_id, person_id FROM account_admin UNION SELECT account_id, person_id FROM workspace_user
       UNION SELECT account_id, person_id FROM membership WHERE ended_at IS NULL) known
     WHERE person_id = ANY($1)
     ON CONFLICT (account_id, person_id) DO UPDATE SET last_active_at = excluded.last_active_at`,
    parameters,
  )
}
