import type { ChatUser } from '../chat'
import { type Database, statement } from '../db'
import { hashSecret } from '../secrets'

/** By what a person is known: chat users and proved addresses, oldest first. */
export interface Self {
  identities: readonly (ChatUser & { id: string; name: string })[]
  addresses: readonly string[]
}

const read = statement<Self>(
  'people.self',
  `SELECT
  (SELECT coalesce(json_agg(json_build_object('id', id, 'platform', platform, 'tenant', tenant, 'userId', user_id,
    'name', name) ORDER BY linked_at, id), '[]') FROM chat_identity WHERE person_id = $1) AS identities,
  (SELECT coalesce(json_agg(address ORDER BY verified_at, address), '[]') FROM person_address WHERE person_id = $1) AS addresses`,
)

export async function readSelf(db: Database, personId: string): Promise<Self> {
  const [self] = await read(db, [personId])
  return self ?? { identities: [], addresses: [] }
}

/** Names an address in a button: it may be too long for one, and buttons carry ids only. */
export const addressKey = (address: string) => hashSecret(address).toString('hex').slice(0, 32)
