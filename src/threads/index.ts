import { command, type Feature, isRefusal, pageNumber, press, replace, say } from '../chat'
import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { inNamedWorkspace, inWorkspaceOf, workspaceOption } from '../scopes'
import { orRefuse } from '../teams'
import { deleteThread } from './delete-thread'
import { threadNotices } from './notices'
import { answerPage, threadPage, threadsPage } from './pages'
import { confirmDeleteCard, deletedThreadCard, keptCard } from './views'
import { agentOption, whichAgent } from './which-agent'
import { threadToDo } from './which-thread'

/**
 * Threads: the conversations with the agents of a workspace, for those who may read or delete them all (F141, F142).
 * Reading order: `thread` (what it is) → `which-thread` (which one is meant, what of it is seen) → `pages`, `views`,
 * `notices` (what is shown) → `delete-thread` (what changes) → `statements`. Asking is `src/conversations`.
 */
export function threads({ db }: { db: Database }): FeatureParts {
  const chat: Feature = {
    commands: [
      command({
        name: 'workspace threads',
        description: 'List the conversations with the agents of the workspace',
        options: {
          agent: agentOption(db),
          workspace: workspaceOption(db),
        },
        run: inWorkspaceOf(db, 'thread.view', async (context, workspace, { agent }) => {
          if (agent === undefined)
            return say(await threadsPage(db, context, workspace, { page: 0, agentId: '' }))
          const meant = await whichAgent(db, context, workspace, agent)
          if (isRefusal(meant)) return meant
          return say(await threadsPage(db, context, workspace, { page: 0, agentId: meant.chatbot.id }))
        }),
      }),
    ],
    presses: [
      press({
        name: 'threads.list',
        run: inNamedWorkspace(db, 'thread.view', async (context, workspace, [, page, agentId = '']) =>
          replace(await threadsPage(db, context, workspace, { page: pageNumber(page), agentId })),
        ),
      }),
      press({
        name: 'threads.read',
        run: async (context, [id = '']) =>
          orRefuse(await threadPage(db, context, id, 0), (card) => say(card)),
      }),
      press({
        name: 'threads.page',
        run: async (context, [id = '', page]) =>
          orRefuse(await threadPage(db, context, id, pageNumber(page)), replace),
      }),
      press({
        name: 'threads.answer',
        run: async (context, [turnId = '', page]) =>
          orRefuse(await answerPage(db, context, turnId, pageNumber(page)), replace),
      }),
      press({
        name: 'threads.askDelete',
        run: async (context, [id = '']) =>
          orRefuse(await threadToDo(db, context, id, 'thread.delete'), (thread) =>
            say(confirmDeleteCard(thread)),
          ),
      }),
      press({
        name: 'threads.delete',
        refusal: 'replace',
        run: async (context, [id = '']) =>
          orRefuse(await deleteThread(db, context, id), ({ workspaceName }) =>
            replace(deletedThreadCard(workspaceName)),
          ),
      }),
      press({ name: 'threads.keep', who: 'anyone', run: async () => replace(keptCard) }),
    ],
  }
  return { chat, notices: threadNotices }
}
