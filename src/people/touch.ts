import { isoTime, MINUTE_MS } from '../clock'
import { type Database, statement } from '../db'
import type { IdentifiedPerson } from './identify'

const update = statement(
  'people.touch',
  `UPDATE chat_identity me SET last_active_at = $2 WHERE id = $1 AND (last_active_at <= $3 OR EXISTS (
  SELECT 1 FROM chat_identity other WHERE other.person_id = me.person_id
    AND other.last_active_at BETWEEN me.last_active_at AND $2 AND other.id <> me.id))`,
)

/**
 * Notes that the person was active: at most once a minute, but at once where they have come from another platform, for
 * that is where they are told things. After the answer, which it must not delay.
 */
export async function touch(
  db: Database,
  { identityId, lastActiveAt = 0 }: Pick<IdentifiedPerson, 'identityId' | 'lastActiveAt'>,
  at: number,
): Promise<void> {
  if (!identityId || (lastActiveAt !== null && at - lastActiveAt < MINUTE_MS)) return
  await update(db, [identityId, isoTime(at), isoTime(at - MINUTE_MS)])
}
