import type { Actor } from '../access'
import type { ChatUser } from '../chat'
import { type Database, statement } from '../db'
import { hashSecret } from '../secrets'

/** By what a person is known: chat users and proved addresses, oldest first. */
export interface Self {
  /** `onlyIn`: the name of the one account in which it counts. */
  identities: readonly (ChatUser & { id: string; name: string; onlyIn: string | null })[]
  addresses: readonly string[]
  /** How many there are, with those that the one who asks may not see. */
  ways: number
  /** The name of the account to which the one who asks is confined. */
  onlyIn: string | null
}

const read = statement<Self>(
  'people.self',
  `SELECT
  (SELECT coalesce(json_agg(json_build_object('id', i.id, 'platform', platform, 'tenant', tenant, 'userId', user_id,
    'name', i.name, 'onlyIn', a.name) ORDER BY linked_at, i.id), '[]')
    FROM chat_identity i LEFT JOIN account a ON a.id = i.confirmed_in
    WHERE person_id = $1 AND ($2::text IS NULL OR confirmed_in = $2)) AS identities,
  (SELECT coalesce(json_agg(address ORDER BY verified_at, address), '[]') FROM person_address
    WHERE person_id = $1 AND ($2::text IS NULL OR confirmed_in = $2)) AS addresses,
  (SELECT count(*) FROM chat_identity WHERE person_id = $1)
    + (SELECT count(*) FROM person_address WHERE person_id = $1) AS ways,
  (SELECT name FROM account WHERE id = $2) AS "onlyIn"`,
)

/** All of it; for a chat user that counts in one account only, what rests on the word of that account's Slack as well. */
export async function readSelf(
  db: Database,
  { personId, confinedTo }: Pick<Actor, 'personId' | 'confinedTo'>,
): Promise<Self> {
  const [self] = await read(db, [personId, confinedTo ?? null])
  if (!self) throw new Error('people.self returns one row')
  return self
}

/** Names an address in a button: it may be too long for one, and buttons carry ids only. */
export const addressKey = (address: string) => hashSecret(address).toString('hex').slice(0, 32)
