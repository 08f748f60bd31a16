import type { TeamMembership } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { ReachedChatbot } from '../chatbots'
import type { Database } from '../db'
import { findWorkspacePerson, tellApart } from '../people'
import { whichMember } from '../teams'

export interface Recipient {
  personId: string
  name: string
}

/** The member that a typed word means; who is known here but not in the team is refused as that (F71). */
export async function whichMemberOf(
  db: Database,
  context: Context,
  own: TeamMembership,
  typed: string,
): Promise<Recipient | Refusal> {
  const member = await whichMember(db, context, own.teamId, typed)
  if (!isRefusal(member) || member.code !== 'notFound') return member
  const found = await findWorkspacePerson(db, own, typed, context)
  if (isRefusal(found)) return found
  const [only, ...others] = found
  if (!only || others.length > 0) return member
  return refuse({ code: 'notInTeam', name: only.name, team: own.teamName }, 'person')
}

/** Anybody of the chatbot's workspace, by address, name or mention (F84). */
export async function whichPerson(
  db: Database,
  context: Context,
  { chatbot }: ReachedChatbot,
  typed: string,
): Promise<Recipient | Refusal> {
  const found = await findWorkspacePerson(db, chatbot, typed, context)
  if (isRefusal(found)) return found
  const [only, ...others] = found
  if (!only) return refuse({ code: 'personUnknown', typed, workspace: chatbot.workspaceName }, 'address')
  if (others.length > 0) return refuse({ code: 'pick', option: 'address', choices: tellApart(found) })
  return only
}
