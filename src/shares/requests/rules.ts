import { type Actor, decideTeam, type TeamMembership } from '../../access'
import { type Refusal, refuse } from '../../chat'
import { isTo, type ReachedChatbot, unlessMay } from '../../chatbots'
import { denied } from '../../teams'
import type { Standing } from './repository'
import { type Pointless, type RequestEvent, type ShareRequest, step } from './request'

/** Why this chatbot is not asked for in this team; null when nothing speaks against it. Owner and admin share directly. */
export function unlessMayAsk(reached: ReachedChatbot, team: TeamMembership): Refusal | null {
  const { chatbot } = reached
  const notTheirs = unlessMay(reached, 'share')
  if (notTheirs) return notTheirs
  const decision = decideTeam(team, 'share.request')
  if (!decision.allowed) return denied(decision.reason, team)
  return chatbot.grants.some((grant) => isTo(grant, team))
    ? refuse({ code: 'alreadyShared', chatbot: chatbot.name, with: `team ${team.teamName}` })
    : null
}

/** The membership by which the actor decides: the owner of the team (F40), who has not asked it themselves (R9). */
export function requireDecider(request: ShareRequest, actor: Actor): TeamMembership | Refusal {
  if (request.requesterId === actor.personId) return refuse({ code: 'ownRequest', team: request.teamName })
  const own = actor.teamRoles.find((team) => team.teamId === request.teamId)
  if (!own) return refuse({ code: 'notFound', what: 'request' })
  const decision = decideTeam(own, 'share.decide')
  return decision.allowed ? own : denied(decision.reason, own)
}

/** Why this cannot happen to it any more, and who was first (F67); what waits and still cannot is over by the clock. */
export function unlessPossible(request: ShareRequest, event: RequestEvent, now: number): Refusal | null {
  if (step(request, event, now)) return null
  const { chatbotName: chatbot, status, endedBy: by, endedAt, expiresAt } = request
  return refuse({
    ...{ code: 'requestOver', chatbot, status: status === 'pending' ? 'expired' : status },
    ...{ by, at: endedAt ?? expiresAt },
  })
}

export function whyPointless(request: Standing): Pointless | null {
  const { chatbotOwnerId, requesterId, decider, member, live } = request
  if (chatbotOwnerId === null) return 'chatbotDeleted'
  if (decider === null) return 'teamDeleted'
  if (chatbotOwnerId !== requesterId) return 'chatbotTransferred'
  if (member === null) return 'requesterLeft'
  if (member.role === 'owner') return 'requesterOwns'
  return live ? 'shared' : null
}
