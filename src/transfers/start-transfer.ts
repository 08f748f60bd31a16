import { decideTeam } from '../access'
import { type Acting, isRefusal, type Refusal, refuse } from '../chat'
import { findChatbot, teamsOf, unlessMay } from '../chatbots'
import { type Database, settle } from '../db'
import type { Secrets } from '../secrets'
import { denied, ownTeam } from '../teams'
import { mayGetChatbot, mayGetTeam } from './may-get'
import { saveOffer } from './offer'
import { objectionToWord } from './rules'

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
    const recipient = await mayGetTeam(db, acting, own, personId)
    if (isRefusal(recipient)) return recipient
    const offered = { what: 'team', subjectId: teamId, name, teamId, accountId, workspaceId } as const
    return objectionToWord(typed) ?? saveOffer(db, secrets, acting, offered, recipient, [own])
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
    const refused = unlessMay(found, 'transfer')
    if (refused) return refused
    const { accountId, workspaceId, name } = found.chatbot
    const teamId = teamsOf(found.chatbot)[0]?.teamId ?? null
    const offered = { what: 'chatbot', subjectId: chatbotId, name, teamId, accountId, workspaceId } as const
    const recipient = await mayGetChatbot(db, acting, offered, personId)
    return isRefusal(recipient) ? recipient : saveOffer(db, secrets, acting, offered, recipient, [])
  })
}
