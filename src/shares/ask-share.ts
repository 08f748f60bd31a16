import { decideTeam, type TeamMembership } from '../access'
import { type Answer, isRefusal, openForm, type Refusal, refuse, shorten } from '../chat'
import { isTo, type ReachedChatbot, type ShareLevel } from '../chatbots'
import { denied } from '../teams'
import type { Grantee } from './grantee'
import { requestForm } from './requests/forms'
import { sharingWith } from './share-chatbot'
import { personForm, shareForm } from './share-form'

/** The form that shares; for a member the one that asks the owner of the team (F36–F38). */
export function askShare(reached: ReachedChatbot, to: Grantee): Answer | Refusal {
  const { chatbot } = reached
  const sharing = sharingWith(reached, to)
  if (isRefusal(sharing)) return orByRequest(sharing, reached, to)
  if ('teamId' in to) return openForm(shareForm(chatbot, to, sharing.before))
  const person = { value: to.personId, label: shorten(to.name) }
  return openForm(personForm(chatbot, person, sharing.before))
}

/** Where the refusal says so, the form of a request, with the level that was wished for. */
export function orByRequest(
  refusal: Refusal,
  { chatbot }: ReachedChatbot,
  to: Grantee,
  level?: ShareLevel,
): Answer | Refusal {
  if (refusal.code !== 'shareByRequest' || !('teamId' in to)) return refusal
  if (chatbot.grants.some((grant) => isTo(grant, to)))
    return refuse({ code: 'alreadyShared', chatbot: chatbot.name, with: to.teamName })
  const asking = decideTeam(to, 'share.request')
  if (!asking.allowed) return denied(asking.reason, to)
  return openForm(requestForm(chatbot, to, level ? { level } : {}))
}

/** Whether a member may ask for it. */
export const mayRequest = ({ chatbot, reach }: ReachedChatbot, team: TeamMembership) =>
  reach.own && !chatbot.grants.some((grant) => isTo(grant, team)) && decideTeam(team, 'share.request').allowed
