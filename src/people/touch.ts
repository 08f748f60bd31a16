import type { Actor } from '../access'
import { isoTime, MINUTE_MS } from '../clock'
import { type Database, statement } from '../db'
import type { IdentifiedPerson } from './identify'

const noteChatUser = statement(
  'people.touch',
  `UPDATE chat_identity me SET last_active_at = $2 WHERE id = $1 AND (last_active_at <= $3 OR EXISTS (
  SELECT 1 FROM chat_identity other WHERE other.person_id = me.person_id
    AND other.last_active_at BETWEEN me.last_active_at AND $2 AND other.id <> me.id))`,
)

const noteAccounts = statement(
  'people.touchAccounts',
  `INSERT INTO activity (account_id, person_id, last_active_at)
SELECT account_id, $2, $3 FROM unnest($1::text[]) account_id ORDER BY account_id
ON CONFLICT (account_id, person_id) DO UPDATE SET last_active_at = excluded.last_active_at
WHERE activity.last_active_at <= $4`,
)

/**
 * Notes that the person was active: at most once a minute, but at once where they have come from another platform, for
 * that is where they are told things, or into another account. After the answer, which it must not delay.
 */
export async function touch(
  db: Database,
  { actor, identityId, lastActiveAt = 0 }: Pick<IdentifiedPerson, 'actor' | 'identityId' | 'lastActiveAt'>,
  at: number,
): Promise<void> {
  if (!actor || !identityId || (lastActiveAt !== null && at - lastActiveAt < MINUTE_MS)) return
  const [moment, aMinuteBefore] = [isoTime(at), isoTime(at - MINUTE_MS)]
  const accounts = accountsIn(actor)
  await Promise.all([
    noteChatUser(db, [identityId, moment, aMinuteBefore]),
    accounts.length > 0 && noteAccounts(db, [accounts, actor.personId, moment, aMinuteBefore]),
  ])
}

/** Those in which they act: that of the place; in a direct message, which tells none, all of theirs. */
const accountsIn = ({ accountRoles, workspaceRoles, teamRoles }: Actor): readonly string[] => [
  ...new Set([...accountRoles, ...workspaceRoles, ...teamRoles].map(({ accountId }) => accountId)),
]
