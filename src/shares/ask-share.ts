import { decideTeam, type TeamMembership } from '../access'
import { type Answer, type Context, isRefusal, openForm, type Refusal, refuse, shorten } from '../chat'
import { isTo, type ReachedChatbot, type Share, type ShareLevel } from '../chatbots'
import type { Database } from '../db'
import { denied } from '../teams'
import type { Grantee } from './grantee'
import { sharingWith } from './may-share'
import { unlessPending } from './requests/file-request'
import { requestForm } from './requests/forms'
import { personForm, shareForm } from './share-form'

/** The form that shares, with what is known filled in; for a member the one that asks the owner of the team (F36–F38). */
export async function askShare(
  db: Database,
  { at }: Pick<Context, 'at'>,
  reached: ReachedChatbot,
  to: Grantee,
  known: Partial<Share> = {},
): Promise<Answer | Refusal> {
  const { chatbot } = reached
  const sharing = sharingWith(reached, to)
  if (isRefusal(sharing)) return orByRequest(db, { at }, sharing, reached, to)
  if ('teamId' in to) return openForm(shareForm(chatbot, to, sharing.before, known))
  const person = { value: to.personId, label: shorten(to.name) }
  return openForm(personForm(chatbot, { person, ...sharing.before, ...known }))
}

/** Where the refusal says so, the form of a request, with the level that was wished for. */
export async function orByRequest(
  db: Database,
  { at }: Pick<Context, 'at'>,
  refusal: Refusal,
  { chatbot }: ReachedChatbot,
  to: Grantee,
  level?: ShareLevel,
): Promise<Answer | Refusal> {
  if (refusal.code !== 'shareByRequest' || !('teamId' in to)) return refusal
  if (chatbot.grants.some((grant) => isTo(grant, to)))
    return refuse({ code: 'alreadyShared', chatbot: chatbot.name, with: to.teamName })
  const asking = decideTeam(to, 'share.request')
  if (!asking.allowed) return denied(asking.reason, to)
  const pending = await unlessPending(db, to.accountId, chatbot.id, at)
  if (pending) return pending
  return openForm(requestForm(chatbot, to, level ? { level } : {}))
}

/** Whether a member may ask for it. */
export const mayRequest = ({ chatbot, reach }: ReachedChatbot, team: TeamMembership) =>
  reach.own && !chatbot.grants.some((grant) => isTo(grant, team)) && decideTeam(team, 'share.request').allowed
