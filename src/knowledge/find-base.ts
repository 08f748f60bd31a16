import { type Actor, decideWorkspace } from '../access'
import { findChatbot } from '../chatbots'
import { type Database, statement } from '../db'
import { baseOf, type ReachedBase, type SharedBase } from './base'

/** Bases of living workspaces `w`; those of chatbots are not among them. */
export const SHARED_BASE = `b.id, b.account_id AS "accountId", b.workspace_id AS "workspaceId", w.name AS "workspaceName", b.name, false AS own,
  b.description, b.version
FROM knowledge_base b JOIN workspace w ON w.id = b.workspace_id AND w.deleted_at IS NULL
WHERE b.chatbot_id IS NULL AND b.deleted_at IS NULL`

const readOne = statement<SharedBase>('base.one', `SELECT ${SHARED_BASE} AND b.id = $1`)

export type ReachedSharedBase = ReachedBase & { base: SharedBase; chatbot: null }

/** A base as the actor reaches it, by their chatbot or by a role in its workspace; null when there is none for them (R21). */
export async function findBase(db: Database, actor: Actor, id: string): Promise<ReachedBase | null> {
  const chatbot = await findChatbot(db, actor, id)
  return chatbot ? baseOf(chatbot, actor) : findSharedBase(db, actor, id)
}

/** As above, a base of a workspace only. What they may do with it is asked beside that. */
export async function findSharedBase(
  db: Database,
  actor: Actor,
  id: string,
): Promise<ReachedSharedBase | null> {
  const [base] = await readOne(db, [id])
  if (!base) return null
  const decision = decideWorkspace(actor, base, 'workspace.view')
  return decision.allowed ? { base, chatbot: null, actor } : null
}
