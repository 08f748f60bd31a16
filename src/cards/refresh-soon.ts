import { isoTime } from '../clock'
import { type Database, newId, statement } from '../db'

/** One that nobody has begun is enough: it will be drawn from a later state than now. */
const owe = statement<{ id: string }>(
  'cards.refreshSoon',
  `INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at)
SELECT $1, 'refresh', $2, $3, $4, $5, $5 WHERE NOT EXISTS (
  SELECT 1 FROM outbox WHERE kind = 'refresh' AND subject_id = $4 AND name = $3 AND status = 'owed' AND claimed_until IS NULL
) RETURNING id`,
)

/**
 * Owes one redraw of the subject's copies outside of a change: for a click on a card that showed what was no longer true
 * (H1, H2).
 */
export async function refreshSoon(
  db: Database,
  { accountId, type, id }: { accountId: string; type: string; id: string },
  at: number,
): Promise<void> {
  const owed = await owe(db, [newId(at), accountId, type, id, isoTime(at)])
  if (owed.length > 0) db.wake?.()
}
