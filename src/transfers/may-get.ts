import type { TeamMembership } from '../access'
import { type Acting, isRefusal, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { closeIfOver } from './close-if-over'
import type { Offered } from './offer'
import { readPending, readRecipient } from './repository'
import { isOpen, objectionToOwner, type Recipient } from './rules'

type Asker = Pick<Acting, 'actor' | 'at'>
type Scope = Pick<Offered, 'what' | 'accountId' | 'workspaceId' | 'teamId'>

/** The person, when the team can be offered to them now: asked before its owner types anything, and again then. */
export async function mayGetTeam(
  db: Database,
  asker: Asker,
  own: TeamMembership,
  personId: string,
): Promise<Recipient | Refusal> {
  const recipient = await findRecipient(db, asker, { ...own, what: 'team' }, personId)
  if (isRefusal(recipient)) return recipient
  const no =
    objectionToOwner(recipient, { team: own.teamName, now: asker.at }) ??
    (await refuseIfOffered(db, own.teamId, asker.at))
  return no ?? recipient
}

/** The person, when the chatbot can be offered to them now. */
export async function mayGetChatbot(
  db: Database,
  asker: Asker,
  offered: Scope & Pick<Offered, 'subjectId'>,
  personId: string,
): Promise<Recipient | Refusal> {
  const recipient = await findRecipient(db, asker, offered, personId)
  if (isRefusal(recipient)) return recipient
  return (await refuseIfOffered(db, offered.subjectId, asker.at)) ?? recipient
}

async function findRecipient(
  db: Database,
  { actor }: Asker,
  { what, accountId, workspaceId, teamId }: Scope,
  personId: string,
): Promise<Recipient | Refusal> {
  if (personId === actor.personId) return refuse({ code: 'transferToSelf', what }, 'person')
  const [found] = await readRecipient(db, [personId, workspaceId, accountId, what === 'team' ? teamId : null])
  if (!found) return refuse({ code: 'notFound', what: 'person' }, 'person')
  const { name, membershipId, version, joinedAt, lastActiveAt, inactiveAfterDays } = found
  const membership = membershipId === null ? null : { membershipId, version, joinedAt }
  return { personId, name, membership, lastActiveAt, inactiveAfterDays }
}

/** One at a time (R17); what has lapsed or become pointless makes room, also when no sweep has been there yet. */
export async function refuseIfOffered(db: Database, subjectId: string, at: number): Promise<Refusal | null> {
  const [transfer] = await readPending(db, [subjectId])
  if (!transfer) return null
  const { id, what, name, toName: to, expiresAt } = transfer
  if (isOpen(transfer, at)) return refuse({ code: 'transferPending', what, name, to, expiresAt })
  await closeIfOver(db, id, at)
  return null
}
