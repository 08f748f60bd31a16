import { decideWorkspace } from '../../access'
import { type Card, type Context, type Form, PAGE_SIZE, type Refusal } from '../../chat'
import { type ReachedChatbot, unlessMay } from '../../chatbots'
import type { Database } from '../../db'
import type { Workspace } from '../../scopes'
import type { SharedBase } from '../base'
import { deleteForm } from './forms'
import { basesCard } from './list-view'
import { pageBases, pageUsable, readAgents } from './repository'
import { usedCard } from './used-view'

/** A page that is no longer there shows the first one. */
export async function basesPage(
  db: Database,
  context: Pick<Context, 'actor'>,
  workspace: Workspace,
  page: number,
): Promise<Card> {
  const seesAll = decideWorkspace(context.actor, workspace, 'source.manage').allowed
  const bases = await pageBases(db, [workspace.workspaceId, seesAll, PAGE_SIZE, page * PAGE_SIZE])
  if (bases.length === 0 && page > 0) return basesPage(db, context, workspace, 0)
  return basesCard(context, workspace, bases, { page, total: bases[0]?.total ?? 0 })
}

/** Says which agents lose it. */
export async function formToDelete(db: Database, base: SharedBase): Promise<Form> {
  const [used] = await readAgents(db, [base.id])
  return deleteForm(base, used?.agents ?? [])
}

/** What an agent uses, for who may list its documents. */
export async function usedPage(db: Database, agent: ReachedChatbot, page: number): Promise<Card | Refusal> {
  const denied = unlessMay(agent, 'seeDocuments')
  if (denied) return denied
  const { id, workspaceId } = agent.chatbot
  const seesAll = unlessMay(agent, 'manageDocuments') === undefined
  const bases = await pageUsable(db, [workspaceId, seesAll, PAGE_SIZE, page * PAGE_SIZE, id])
  if (bases.length === 0 && page > 0) return usedPage(db, agent, 0)
  return usedCard(agent, bases, { page, seesAll })
}
