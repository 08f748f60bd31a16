import { auditOf } from '../../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { findChatbot, isAgent, type ReachedChatbot, unlessMay as unlessMayWithChatbot } from '../../chatbots'
import { type Database, defineChange, orEarlier, settle } from '../../db'
import { baseOf, MOST_USED_BASES, type SharedBase } from '../base'
import { AS_DECIDED, asDecided, standingOf } from '../changing'
import { findSharedBase } from '../find-base'
import { unlessMay } from '../rules'
import { readUsed } from './repository'

/** Agents change what they use one base at a time, or two at once would be more than there may be. */
const change = (name: string, what: string) =>
  defineChange(
    name,
    `changed AS (
  UPDATE knowledge_base b SET version = b.version + 1 WHERE ${AS_DECIDED} AND b.version = $4
    AND EXISTS (SELECT 1 FROM knowledge_base other WHERE other.id = $5 AND other.deleted_at IS NULL AND other.workspace_id = b.workspace_id)
  RETURNING b.id
), done AS (${what})`,
  )

const addUse = change(
  'base.use',
  'INSERT INTO agent_base (agent_id, base_id) SELECT id, $5 FROM changed ON CONFLICT DO NOTHING',
)
const endUse = change(
  'base.leave',
  'DELETE FROM agent_base WHERE agent_id IN (SELECT id FROM changed) AND base_id = $5',
)

/** Whether an agent answers from a base of its workspace, from the next question on (F135). */
export function chooseBase(
  db: Database,
  context: Context,
  agentId: string,
  baseId: string,
  uses: boolean,
): Promise<{ agentId: string } | Refusal> {
  return settle(db, context, async (context) => {
    const agent = await agentToFurnish(db, context, agentId)
    if (isRefusal(agent)) return agent
    const base = await baseFor(db, context, agent, baseId)
    if (isRefusal(base)) return base
    const [used] = await readUsed(db, [agentId])
    if (!used) return refuse({ code: 'notFound', what: 'chatbot' })
    const outcome = { agentId }
    if (used.baseIds.includes(baseId) === uses) return orEarlier(db, context, outcome)
    const { name, accountId, workspaceId } = agent.chatbot
    if (uses && used.baseIds.length >= MOST_USED_BASES)
      return refuse({ code: 'usedBasesFull', agent: name, limit: MOST_USED_BASES })
    const own = baseOf(agent, context.actor)
    const action = uses ? 'chatbot.baseAdded' : 'chatbot.baseTaken'
    const about = {
      action,
      subjectType: 'chatbot',
      subjectId: agentId,
      data: { name, agent: true, base: base.name },
    }
    await (uses ? addUse : endUse)(db, [...asDecided(own), used.seen, baseId], context, {
      reliesOn: standingOf(own),
      audit: [auditOf(context, { accountId, workspaceId }, about)],
      owed: [],
      outcome,
    })
    return outcome
  })
}

/** An agent as the actor reaches it; no other chatbot has bases to choose. */
export async function reachedAgent(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  id: string,
): Promise<ReachedChatbot | Refusal> {
  const reached = await findChatbot(db, actor, id)
  return reached && isAgent(reached.chatbot) ? reached : refuse({ code: 'notFound', what: 'chatbot' })
}

async function agentToFurnish(db: Database, context: Context, id: string): Promise<ReachedChatbot | Refusal> {
  const reached = await reachedAgent(db, context, id)
  return isRefusal(reached) ? reached : (unlessMayWithChatbot(reached, 'parts') ?? reached)
}

async function baseFor(
  db: Database,
  { actor }: Context,
  { chatbot }: ReachedChatbot,
  baseId: string,
): Promise<SharedBase | Refusal> {
  const reached = await findSharedBase(db, actor, baseId)
  return reached && reached.base.workspaceId === chatbot.workspaceId && !unlessMay(reached, 'seeDocuments')
    ? reached.base
    : refuse({ code: 'notFound', what: 'base' })
}
