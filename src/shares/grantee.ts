import { decideWorkspace, type TeamMembership } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Chatbot, Grant, ReachedChatbot } from '../chatbots'
import type { Database } from '../db'
import { type FoundPerson, findWorkspacePerson, tellApart, type WorkspacePerson } from '../people'
import { teamOption, whichTeam } from '../teams'

/** Whom a chatbot is shared with: a team of the actor's, or somebody of the chatbot's workspace. */
export type Grantee = TeamMembership | WorkspacePerson

/** By id, as buttons and forms carry it. */
export type Whom = { teamId: string } | { personId: string }

/** Of the team or person that has a share. A change makes another share: buttons that name this mean that one too. */
export const granteeId = ({ to }: Grant) => (to.kind === 'team' ? to.teamId : to.personId)

export const granteeName = (to: Grantee) => ('teamId' in to ? to.teamName : to.name)

/**
 * The team or person that is meant; named by nothing, it is the usual team. Sharing follows at once, so only what is
 * named in full and means one is taken: a beginning asks which one.
 */
export async function granteeMeant(
  db: Database,
  context: Context,
  { chatbot, reach }: ReachedChatbot,
  typed: string | undefined,
): Promise<Grantee | Refusal> {
  const near = { ...context, actor: { ...context.actor, teamRoles: reach.near } }
  if (typed === undefined) {
    const usual = whichTeam(near)
    return isRefusal(usual) && usual.code === 'pick' ? { ...usual, option: 'with' } : usual
  }
  const people = await findPeople(db, context, chatbot, typed)
  if (isRefusal(people)) return people
  const exact = [
    ...reach.near.filter(({ teamId, teamName }) => teamId === typed || fold(teamName) === fold(typed)),
    ...people.filter((person) => person.exact),
  ]
  const [only, ...others] = exact
  if (only && others.length === 0) return only
  const choices = [...(await teamOption.search(near, typed)), ...tellApart(people)]
  return choices.length === 0
    ? unknown(chatbot, typed, 'with')
    : refuse({ code: 'pick', option: 'with', choices })
}

const fold = (name: string) => name.toLowerCase()

/** The one person of the chatbot's workspace who is named in full. `field`: where it was typed. */
export async function personMeant(
  db: Database,
  context: Context,
  chatbot: Chatbot,
  typed: string,
  field: 'person',
): Promise<WorkspacePerson | Refusal> {
  const found = await findPeople(db, context, chatbot, typed)
  if (isRefusal(found)) return { ...found, field }
  const [only, ...others] = found
  if (!only) return unknown(chatbot, typed, field)
  if (only.exact && others.length === 0) return only
  return refuse({ code: 'pick', option: field, choices: tellApart(found) })
}

const findPeople = async (
  db: Database,
  context: Context,
  chatbot: Chatbot,
  typed: string,
): Promise<readonly FoundPerson[] | Refusal> =>
  knowsPeopleOf(context, chatbot) ? findWorkspacePerson(db, chatbot, typed, context) : []

const unknown = ({ workspaceName: workspace }: Chatbot, typed: string, field: 'with' | 'person') =>
  refuse({ code: 'personUnknown', typed, workspace, orTeam: field === 'with' }, field)

/** Who has left the workspace is told nothing of its people any more (R21). */
export const knowsPeopleOf = (
  { actor }: Pick<Context, 'actor'>,
  workspace: { accountId: string; workspaceId: string },
) => decideWorkspace(actor, workspace, 'workspace.view').allowed

export async function findGrantee(
  db: Database,
  context: Context,
  { chatbot, reach }: ReachedChatbot,
  whom: Whom,
): Promise<Grantee | Refusal> {
  if ('teamId' in whom)
    return (
      reach.near.find(({ teamId }) => teamId === whom.teamId) ?? refuse({ code: 'notFound', what: 'team' })
    )
  const person = await personMeant(db, context, chatbot, whom.personId, 'person')
  const found = !isRefusal(person) && person.personId === whom.personId
  return found ? person : refuse({ code: 'notFound', what: 'person' })
}
