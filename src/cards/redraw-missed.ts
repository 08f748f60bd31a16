import { isoTime } from '../clock'
import { type Database, newId, statement } from '../db'
import { listMissed } from './copies'

/** $1 rows of redraws, of which none is owed that nobody has begun; $2 now. */
const oweAll = statement<{ id: string }>(
  'cards.oweMissed',
  `INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at)
SELECT row.owed, 'refresh', row."accountId", row.type, row.id, $2, $2
FROM jsonb_to_recordset($1::jsonb) AS row(owed text, "accountId" text, type text, id text)
WHERE NOT EXISTS (
  SELECT 1 FROM outbox WHERE kind = 'refresh' AND subject_id = row.id AND name = row.type AND status = 'owed' AND claimed_until IS NULL
) RETURNING id`,
)

/** Cards that were to change while their place was disconnected do so when it is back (B15). */
export async function redrawMissed(db: Database, connectionId: string, at: number): Promise<void> {
  const missed = await listMissed(db, [connectionId])
  if (missed.length === 0) return
  const rows = missed.map((card) => ({ owed: newId(at), ...card }))
  const owed = await oweAll(db, [JSON.stringify(rows), isoTime(at)])
  if (owed.length > 0) db.wake?.()
}
