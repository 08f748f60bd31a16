import { standingIn } from '../access'
import { auditOf } from '../audit'
import { type Context, type Refusal, refuse } from '../chat'
import type { AuditRow, Database, Effects, Standing } from '../db'
import { type Chatbot, isAgent } from './chatbot'
import { unlessMay } from './denied'
import { type Tidings, tell } from './notices'
import { type Reach, type ReachedChatbot, teamsOf } from './reach'
import { findChatbot } from './repository'
import type { ChatbotAction } from './rules'

/** The chatbot, when the actor reaches it and may do this to it now; a foreign one is not found (R21). */
export async function reachToDo(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  id: string,
  action: ChatbotAction,
): Promise<ReachedChatbot | Refusal> {
  const found = await findChatbot(db, actor, id)
  if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
  return unlessMay(found, action) ?? found
}

/** What a decision about chatbot `c` rested on, repeated by every change; the arguments are parameters. */
export const asDecidedBy = (id: string, ownerId: string, grantIds: string) =>
  `c.id = ${id} AND c.deleted_at IS NULL AND c.owner_id IS NOT DISTINCT FROM ${ownerId} AND NOT EXISTS (
    SELECT 1 FROM unnest(${grantIds}::text[]) g WHERE NOT EXISTS (SELECT 1 FROM share_grant s WHERE s.id = g AND s.ended_at IS NULL))`

export const AS_DECIDED = asDecidedBy('$1', '$2', '$3')

/** Beside that: memberships, of an agent the place in its workspace. An owner's right rests on nothing else. */
export const standingOf = ({ own, teams, agent }: Reach): readonly Standing[] =>
  agent ? standingIn(agent.actor, agent.workspace) : own ? [] : teams

/** The parameters of `AS_DECIDED`. */
export const asDecided = ({ chatbot, reach }: ReachedChatbot): unknown[] => [
  chatbot.id,
  chatbot.ownerId,
  reach.own ? [] : reach.grantIds,
]

interface Deed {
  action: string
  data?: Record<string, unknown>
  /** What the owner of record reads when somebody else did it. */
  tidings: Tidings
  /** Also told, e.g. the owner of a team who pays. */
  concerns?: readonly string[]
}

/** Audit, notices and what it rests on, of a change to a chatbot. */
export function effectsOf(context: Context, reached: ReachedChatbot, deed: Deed, outcome: unknown): Effects {
  const { chatbot, reach } = reached
  const told = new Set([...(chatbot.ownerId === null ? [] : [chatbot.ownerId]), ...(deed.concerns ?? [])])
  told.delete(context.actor.personId)
  return {
    reliesOn: standingOf(reach),
    audit: [auditOfChatbot(context, chatbot, deed.action, deed.data)],
    owed: [...told].map((personId) => tell(context, chatbot, personId, deed.tidings)),
    outcome,
  }
}

/** In the history of the team it is shared with; an agent's is its workspace's, a personal chatbot's only the account's. */
export function auditOfChatbot(
  context: Context,
  chatbot: Pick<Chatbot, 'id' | 'accountId' | 'workspaceId' | 'name' | 'ownerId' | 'grants'>,
  action: string,
  data: Record<string, unknown> = {},
): AuditRow {
  const { id, accountId, workspaceId, name } = chatbot
  const [teamId] = teamsOf(chatbot).map((team) => team.teamId)
  const scope = { accountId, workspaceId, ...(teamId !== undefined && { teamId }) }
  const about = { name, ...(isAgent(chatbot) && { agent: true }), ...data }
  return auditOf(context, scope, { action, subjectType: 'chatbot', subjectId: id, data: about })
}
