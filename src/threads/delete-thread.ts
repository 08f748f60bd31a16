import { standingIn } from '../access'
import { type Context, isRefusal, type Refusal } from '../chat'
import { removeConversation } from '../conversations'
import { type Database, settle } from '../db'
import { tellStarter } from './notices'
import type { Thread } from './thread'
import { threadToDo } from './which-thread'

/** Deletes a thread of an agent for good (F142); who began it is told. */
export function deleteThread(
  db: Database,
  context: Context,
  id: string,
): Promise<Pick<Thread, 'workspaceName'> | Refusal> {
  return settle(db, context, async (context) => {
    const thread = await threadToDo(db, context, id, 'thread.delete')
    if (isRefusal(thread)) return thread
    const outcome = { workspaceName: thread.workspaceName }
    await removeConversation(
      db,
      context,
      { ...thread, chatbot: thread.agent },
      {
        reliesOn: standingIn(context.actor, thread),
        owed: thread.startedById === context.actor.personId ? [] : [tellStarter(context, thread)],
      },
      outcome,
    )
    return outcome
  })
}
