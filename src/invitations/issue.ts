import { isoTime } from '../clock'
import { type Database, newId, type OwedRow } from '../db'
import type { Secrets } from '../secrets'
import { expireInvitation } from './expire'
import type { InvitationScope } from './invitation'
import { type Keys, newKeys, sealKeys } from './keys'
import { readStandings } from './repository'
import type { Prospect, Standing } from './rules'

/** One invitation about to be sent, for the first time or again. */
export interface Issued {
  id: string
  prospect: Prospect
  personIds: readonly string[]
  /** Only for addresses: what the mail carries. */
  keys: Keys | null
}

export const issue = (
  prospect: Prospect,
  standing: Standing | undefined,
  at: number,
  id = newId(at),
): Issued => ({
  id,
  prospect,
  personIds: standing?.personIds ?? [],
  keys: prospect.address === null ? null : newKeys(),
})

/** What the database knows of each prospect in this scope, by invitee. */
export async function standingsOf(
  db: Database,
  { id, accountId }: Pick<InvitationScope, 'id' | 'accountId'>,
  prospects: readonly Prospect[],
  at: number,
): Promise<ReadonlyMap<string, Standing>> {
  const asked = prospects.map(({ invitee, address, user }) => ({ invitee, address, ...user }))
  const found = await readStandings(db, [id, JSON.stringify(asked), isoTime(at), accountId])
  // A pending one whose time is over makes room, also when the sweep has not been there yet.
  for (const { lapsed } of found) if (lapsed) await expireInvitation(db, lapsed, at)
  return new Map(found.map((standing) => [standing.invitee, standing]))
}

/** A mail for an address, a card for who is known in chat or was invited as a chat user (F55). */
export function owedFor(
  secrets: Secrets,
  accountId: string,
  inviterId: string,
  { id, prospect, personIds, keys }: Issued,
): OwedRow[] {
  const row = { accountId, subjectId: id, actorId: inviterId }
  const card = { ...row, kind: 'notice', name: 'invitation.received' } as const
  const [personId, ...others] = personIds
  const mails: OwedRow[] = keys
    ? [{ ...row, kind: 'mail', name: 'invitation.mail', data: sealKeys(secrets, keys) }]
    : []
  if (personId !== undefined && others.length === 0) return [...mails, { ...card, personId }]
  return prospect.user ? [...mails, { ...card, chatUser: prospect.user }] : mails
}
