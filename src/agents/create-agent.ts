import { standingIn } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { auditOfChatbot, type ChatbotWish, cutName, findChatbot, unlessMay } from '../chatbots'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, settle } from '../db'
import { reachedWorkspace, unlessMay as unlessMayIn, type Workspace } from '../scopes'

const insertAgent = defineChange(
  'agent.create',
  `place AS (
  SELECT id, account_id FROM workspace WHERE id = $2 AND deleted_at IS NULL FOR KEY SHARE
), changed AS (
  INSERT INTO chatbot (id, account_id, workspace_id, name, description, instructions, sources_only, keep_days, created_at)
  SELECT $1, account_id, id, $3, $4, $5, $6, $7, $8 FROM place RETURNING 1
), based AS (
  INSERT INTO knowledge_base (id, account_id, workspace_id, chatbot_id, created_at) SELECT $1, account_id, id, $1, $8 FROM place
), written AS (
  INSERT INTO chatbot_instructions (chatbot_id, number, text, written_by, written_at) SELECT $1, 1, $5, $9, $8 FROM place
)`,
)

export interface AgentMade extends Pick<Workspace, 'accountId' | 'workspaceId' | 'workspaceName'> {
  id: string
  name: string
}

/** A new agent of a workspace, which owns it and pays for it (F131, domain.md §5). */
export function createAgent(
  db: Database,
  context: Context,
  workspaceId: string,
  wish: ChatbotWish,
): Promise<AgentMade | Refusal> {
  return settle(db, context, async (context) => {
    const workspace = await reachedWorkspace(db, context, workspaceId)
    if (isRefusal(workspace)) return workspace
    return (
      unlessMayIn(context, workspace, 'agent.manage') ??
      insert(db, context, workspace, wish, 'chatbot.created')
    )
  })
}

/** Another agent like it: name, settings and instructions. Documents and conversations stay behind (F106). */
export function duplicateAgent(db: Database, context: Context, id: string): Promise<AgentMade | Refusal> {
  return settle(db, context, async (context) => {
    const found = await findChatbot(db, context.actor, id)
    if (!found?.reach.agent) return refuse({ code: 'notFound', what: 'chatbot' })
    const refused = unlessMay(found, 'edit') ?? unlessMay(found, 'parts')
    if (refused) return refused
    const copy = { ...found.chatbot, name: cutName(found.chatbot.name, ' copy') }
    return insert(db, context, found.chatbot, copy, 'chatbot.duplicated')
  })
}

async function insert(
  db: Database,
  context: Context,
  { accountId, workspaceId, workspaceName }: Pick<Workspace, 'accountId' | 'workspaceId' | 'workspaceName'>,
  { name, description, instructions, sourcesOnly, keepDays }: ChatbotWish,
  action: 'chatbot.created' | 'chatbot.duplicated',
): Promise<AgentMade> {
  const { actor, at } = context
  const outcome: AgentMade = { id: newId(at), name, accountId, workspaceId, workspaceName }
  const made = [outcome.id, workspaceId, name, description, instructions, sourcesOnly, keepDays]
  await insertAgent(db, [...made, isoTime(at), actor.personId], context, {
    reliesOn: standingIn(actor, outcome),
    audit: [auditOfChatbot(context, { ...outcome, ownerId: null, grants: [] }, action)],
    owed: [],
    outcome,
  })
  return outcome
}
