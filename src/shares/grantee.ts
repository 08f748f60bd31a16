import { decideWorkspace, type TeamMembership } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Chatbot, ReachedChatbot } from '../chatbots'
import type { Database } from '../db'
import { findWorkspacePerson, type WorkspacePerson } from '../people'
import { whichTeam } from '../teams'

/** Whom a chatbot is shared with: a team of the actor's, or somebody of the chatbot's workspace. */
export type Grantee = TeamMembership | WorkspacePerson

export const granteeName = (to: Grantee) => ('teamId' in to ? to.teamName : to.name)

/** The team or person that is meant; named by nothing, it is the usual team. */
export async function granteeMeant(
  db: Database,
  context: Context,
  { chatbot, reach }: ReachedChatbot,
  typed: string | undefined,
): Promise<Grantee | Refusal> {
  const team = whichTeam({ ...context, actor: { ...context.actor, teamRoles: reach.near } }, typed)
  if (!isRefusal(team)) return team
  if (team.code === 'pick') return { ...team, option: 'with' }
  return typed === undefined ? team : personMeant(db, context, chatbot, typed, 'with')
}

/** The one person of the chatbot's workspace that is meant. `field`: where it was typed. */
export async function personMeant(
  db: Database,
  context: Context,
  chatbot: Chatbot,
  typed: string,
  field: string,
): Promise<WorkspacePerson | Refusal> {
  const found = knowsPeopleOf(context, chatbot) ? await findWorkspacePerson(db, chatbot, typed, context) : []
  if (isRefusal(found)) return found
  const [only, ...others] = found
  if (!only) return refuse({ code: 'personUnknown', typed, workspace: chatbot.workspaceName }, field)
  if (others.length === 0) return only
  const choices = found.map(({ personId, name }) => ({ value: personId, label: name }))
  return refuse({ code: 'pick', option: field, choices }, field)
}

/** Who has left the workspace is told nothing of its people any more (R21). */
export const knowsPeopleOf = (
  { actor }: Pick<Context, 'actor'>,
  workspace: { accountId: string; workspaceId: string },
) => decideWorkspace(actor, workspace, 'workspace.view').allowed

/** By the id that a button or form carries. */
export async function findGrantee(
  db: Database,
  context: Context,
  { chatbot, reach }: ReachedChatbot,
  whom: { teamId: string } | { personId: string },
): Promise<Grantee | Refusal> {
  if ('teamId' in whom)
    return (
      reach.near.find(({ teamId }) => teamId === whom.teamId) ?? refuse({ code: 'notFound', what: 'team' })
    )
  const person = await personMeant(db, context, chatbot, whom.personId, 'person')
  const found = !isRefusal(person) && person.personId === whom.personId
  return found ? person : refuse({ code: 'notFound', what: 'person' })
}
