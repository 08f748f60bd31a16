import type { ChatUser } from '../chat'
import { type Database, statement } from '../db'

/** A chat user of a person, with the words they read. */
export interface Identity extends ChatUser {
  locale: string
  timeZone: string
}

/**
 * $1 person, $2 account. Most recently active first. A Slack workspace is only told what concerns the account it is
 * connected to (R21); Discord knows its users beyond any server. A chat user for whom only one
 * account's Slack speaks is told of that account only.
 */
export const identitiesOf = statement<Identity>(
  'notices.identities',
  `SELECT platform, tenant, user_id AS "userId", locale, time_zone AS "timeZone" FROM chat_identity identity
WHERE person_id = $1 AND (confirmed_in IS NULL OR confirmed_in = $2) AND (platform = 'discord' OR EXISTS (
  SELECT 1 FROM connection WHERE connection.platform = identity.platform AND connection.tenant = identity.tenant
    AND account_id = $2 AND ended_at IS NULL))
ORDER BY last_active_at DESC, id`,
)

const personWithAddresses = statement<{ name: string; addresses: string[] }>(
  'notices.addresses',
  `SELECT name, ARRAY(SELECT address FROM person_address WHERE person_id = person.id
  AND (confirmed_in IS NULL OR confirmed_in = $2) ORDER BY verified_at DESC, address) AS addresses FROM person WHERE id = $1`,
)

/** Display name and the addresses that are verified for the account, the latest first. */
export async function findPerson(
  db: Database,
  personId: string,
  accountId: string,
): Promise<{ name: string; addresses: readonly string[] }> {
  const [found] = await personWithAddresses(db, [personId, accountId])
  return found ?? { name: 'Somebody', addresses: [] }
}
