import { bold, type Context, shorten, text } from '../chat'
import { questionLine } from '../conversations'
import type { OwedRow } from '../db'
import type { NoticeKind } from '../notices'
import { inWorkspaceLine } from '../scopes'
import type { Thread } from './thread'

/** The words come from the moment of the change, which cannot become untrue. */
export const threadNotices: readonly NoticeKind[] = [
  {
    name: 'thread.deleted',
    draw: async ({ data }) => {
      const word = (name: string) => shorten(String(data[name] ?? ''))
      return {
        card: {
          tone: 'warning',
          title: `Your thread with ${word('agent')} was deleted`,
          text: text`${bold(word('by'))} deleted it. It began with “${word('question')}”.`,
          context: inWorkspaceLine(word('workspace')),
        },
      }
    },
  },
]

export const tellStarter = (
  { actor }: Pick<Context, 'actor'>,
  { id, accountId, startedById, agent, question, workspaceName }: Thread,
): OwedRow => ({
  ...{ kind: 'notice', name: 'thread.deleted', accountId, personId: startedById, subjectId: id },
  data: { agent, workspace: workspaceName, by: actor.name, question: questionLine(question, 120) },
  actorId: actor.personId,
})
