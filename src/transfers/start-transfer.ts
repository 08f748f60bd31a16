import { decideTeam } from '../access'
import { type Acting, isRefusal, type Refusal, refuse } from '../chat'
import { findChatbot, teamsOf } from '../chatbots'
import { type Database, settle } from '../db'
import type { Secrets } from '../secrets'
import { denied, ownTeam } from '../teams'
import { closeIfOver } from './close-if-over'
import { type Offered, saveOffer } from './offer'
import { readPending, readRecipient } from './repository'
import { isOpen, objectionToOwner, type Recipient } from './rules'

/**
 * Offers a team to one of its active members, once its owner has typed the word (F33, F71–F73). Nothing changes before
 * they accept (F74).
 */
export function startTeamTransfer(
  db: Database,
  secrets: Secrets,
  acting: Acting,
  { teamId, personId, typed }: { teamId: string; personId: string; typed: string },
): Promise<{ id: string } | Refusal> {
  return settle(db, acting, async (acting) => {
    const own = ownTeam(acting, teamId)
    if (isRefusal(own)) return own
    const decision = decideTeam(own, 'team.transfer')
    if (!decision.allowed) return denied(decision.reason, own)
    const { accountId, workspaceId, teamName: name } = own
    const offered = { what: 'team', subjectId: teamId, name, teamId, accountId, workspaceId } as const
    const recipient = await findRecipient(db, acting, offered, personId)
    if (isRefusal(recipient)) return recipient
    const no =
      objectionToOwner(recipient, { team: name, typed, now: acting.at }) ??
      (await refuseIfOffered(db, teamId, acting.at))
    return no ?? saveOffer(db, secrets, acting, offered, recipient, [own])
  })
}

/** Offers a chatbot to a person of its workspace; only its owner of record does, in whatever role (F83). */
export function startChatbotTransfer(
  db: Database,
  secrets: Secrets,
  acting: Acting,
  { chatbotId, personId }: { chatbotId: string; personId: string },
): Promise<{ id: string } | Refusal> {
  return settle(db, acting, async (acting) => {
    const found = await findChatbot(db, acting.actor, chatbotId)
    if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
    const { accountId, workspaceId, name } = found.chatbot
    if (!found.reach.own) return refuse({ code: 'chatbotOwnerOnly', chatbot: name, wish: 'transfer' })
    const teamId = teamsOf(found.chatbot)[0]?.teamId ?? null
    const offered = { what: 'chatbot', subjectId: chatbotId, name, teamId, accountId, workspaceId } as const
    const recipient = await findRecipient(db, acting, offered, personId)
    if (isRefusal(recipient)) return recipient
    const no = await refuseIfOffered(db, chatbotId, acting.at)
    return no ?? saveOffer(db, secrets, acting, offered, recipient, [])
  })
}

async function findRecipient(
  db: Database,
  { actor }: Acting,
  { what, accountId, workspaceId, teamId }: Offered,
  personId: string,
): Promise<Recipient | Refusal> {
  if (personId === actor.personId) return refuse({ code: 'transferToSelf', what }, 'person')
  const [found] = await readRecipient(db, [personId, workspaceId, accountId, what === 'team' ? teamId : null])
  if (!found) return refuse({ code: 'notFound', what: 'person' }, 'person')
  const { name, membershipId, version, joinedAt, lastActiveAt } = found
  const membership = membershipId === null ? null : { membershipId, version, joinedAt }
  return { personId, name, membership, lastActiveAt }
}

/** One at a time (R17); what has lapsed or become pointless makes room, also when no sweep has been there yet. */
async function refuseIfOffered(db: Database, subjectId: string, at: number): Promise<Refusal | null> {
  const [transfer] = await readPending(db, [subjectId])
  if (!transfer) return null
  const { id, what, name, toName: to, expiresAt } = transfer
  if (isOpen(transfer, at)) return refuse({ code: 'transferPending', what, name, to, expiresAt })
  await closeIfOver(db, id, at)
  return null
}
