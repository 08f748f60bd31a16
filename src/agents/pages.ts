import { type Card, type Context, PAGE_SIZE } from '../chat'
import { pageChatbots } from '../chatbots'
import type { Database } from '../db'
import type { Workspace } from '../scopes'
import { agentsCard } from './views'

/** A page that is no longer there shows the first one. */
export async function agentsPage(
  db: Database,
  context: Context,
  workspace: Workspace,
  page: number,
): Promise<Card> {
  const { workspaceId: agentsOf } = workspace
  const wanted = { limit: PAGE_SIZE, offset: page * PAGE_SIZE, agentsOf }
  const { chatbots, total } = await pageChatbots(db, context.actor, wanted)
  if (chatbots.length === 0 && page > 0) return agentsPage(db, context, workspace, 0)
  return agentsCard(context, workspace, chatbots, { page, total })
}
