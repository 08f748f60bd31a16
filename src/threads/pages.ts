import { type Card, type Context, isRefusal, PAGE_SIZE, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import type { Workspace } from '../scopes'
import { pageThreads, pageTurns, readThreadTurn } from './statements'
import { answerCard, threadCard, threadsCard } from './views'
import { seenBy, threadToDo } from './which-thread'

/** A page that is no longer there shows the first; so do the other lists. */
export async function threadsPage(
  db: Database,
  context: Context,
  workspace: Workspace,
  { page, agentId }: { page: number; agentId: string },
): Promise<Card> {
  const of = agentId === '' ? null : agentId
  const found = await pageThreads(db, [workspace.workspaceId, of, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return threadsPage(db, context, workspace, { page: 0, agentId })
  return threadsCard(context, workspace, found, { page, total: found[0]?.total ?? 0, agentId })
}

export async function threadPage(
  db: Database,
  context: Context,
  id: string,
  page: number,
): Promise<Card | Refusal> {
  const thread = await threadToDo(db, context, id, 'thread.view')
  if (isRefusal(thread)) return thread
  const turns = await pageTurns(db, [id, PAGE_SIZE, page * PAGE_SIZE])
  if (turns.length === 0 && page > 0) return threadPage(db, context, id, 0)
  const seen = await seenBy(db, context, turns)
  return threadCard(context, thread, seen, { page, total: turns[0]?.total ?? 0 })
}

export async function answerPage(
  db: Database,
  context: Context,
  turnId: string,
  page: number,
): Promise<Card | Refusal> {
  const [turn] = await readThreadTurn(db, [turnId])
  if (!turn) return refuse({ code: 'notFound', what: 'thread' })
  const thread = await threadToDo(db, context, turn.threadId, 'thread.view')
  if (isRefusal(thread)) return thread
  const [seen] = await seenBy(db, context, [turn])
  return seen ? answerCard(thread, seen, page) : refuse({ code: 'notFound', what: 'thread' })
}
