import { isoTime, MINUTE_MS } from '../clock'
import { type Database, statement } from '../db'
import type { IdentifiedPerson } from './identify'

const update = statement(
  'people.touch',
  'UPDATE chat_identity SET last_active_at = $2 WHERE id = $1 AND last_active_at <= $3',
)

/** Notes that the person was active; at most once a minute, and after the answer, which it must not delay. */
export async function touch(
  db: Database,
  { identityId, lastActiveAt = 0 }: Pick<IdentifiedPerson, 'identityId' | 'lastActiveAt'>,
  at: number,
): Promise<void> {
  if (!identityId || at - lastActiveAt < MINUTE_MS) return
  await update(db, [identityId, isoTime(at), isoTime(at - MINUTE_MS)])
}
