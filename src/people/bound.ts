import type { Visit } from '../chat'
import { type Database, statement } from '../db'

export interface Bound {
  /** Of the chat user. */
  id: string
  personId: string
  name: string
  /** The account beyond which the chat user is nobody. */
  confinedTo: string | null
}

const readBound = statement<Bound>(
  'people.bound',
  `SELECT i.id, p.id AS "personId", p.name, i.confirmed_in AS "confinedTo" FROM chat_identity i JOIN person p ON p.id = i.person_id
WHERE i.platform = $1 AND i.tenant = $2 AND i.user_id = $3`,
)

/** Who is bound to the chat user now: while a change is tried again, the actor of the visit may be out of date. */
export async function findBound(db: Database, { sender }: Pick<Visit, 'sender'>) {
  const [bound] = await readBound(db, [sender.platform, sender.tenant, sender.userId])
  return bound
}
