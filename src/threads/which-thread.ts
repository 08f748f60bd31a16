import type { WorkspaceAction } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { readableVersions } from '../knowledge'
import { reachedWorkspace, unlessMay } from '../scopes'
import { readThread } from './statements'
import type { SeenTurn, Thread, ThreadTurn } from './thread'

/** The thread of a button, when the actor may do this to it now; one of another workspace is not found (R21). */
export async function threadToDo(
  db: Database,
  context: Pick<Context, 'actor'>,
  id: string,
  action: Extract<WorkspaceAction, 'thread.view' | 'thread.delete'>,
): Promise<Thread | Refusal> {
  const [thread] = await readThread(db, [id])
  const workspace = thread && (await reachedWorkspace(db, context, thread.workspaceId))
  if (!thread || !workspace || isRefusal(workspace)) return refuse({ code: 'notFound', what: 'thread' })
  return unlessMay(context, workspace, action) ?? thread
}

/** What of these answers the reader sees: who may not read a document does not read either what was said from it (F115). */
export async function seenBy(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  turns: readonly ThreadTurn[],
): Promise<readonly SeenTurn[]> {
  const [first] = turns
  if (!first) return []
  const versionIds = [...new Set(turns.flatMap(({ grounds }) => grounds))]
  const readable = await readableVersions(db, {
    ...{ chatbotId: first.agentId, versionIds, personId: actor.personId },
  })
  return turns.map(({ grounds, answer, sources, ...turn }) => {
    const seen = grounds.every((version) => readable.has(version))
    return { ...turn, answer: seen ? answer : null, sources: seen ? sources : [] }
  })
}
