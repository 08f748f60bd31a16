import { bold, type Context, ref, shorten, text } from '../../chat'
import type { OwedRow } from '../../db'
import type { NoticeKind } from '../../notices'
import { inWorkspaceLine } from '../../scopes'
import { NAMES_LENGTH } from '../listed'

type Deed = 'renamed' | 'deleted'

/** Owes a person a notice about what the actor did with the workspace. */
export const tell = (
  { actor }: Pick<Context, 'actor'>,
  workspace: { accountId: string; workspaceId: string; workspaceName: string },
  personId: string,
  deed: Deed,
  data: Readonly<Record<string, unknown>>,
): OwedRow => ({
  kind: 'notice',
  accountId: workspace.accountId,
  personId,
  name: `workspace.${deed}`,
  subjectId: workspace.workspaceId,
  data: { ...data, workspace: workspace.workspaceName, by: actor.name },
  actorId: actor.personId,
})

/** The words come from the moment of the change, which cannot become untrue. */
export const lifecycleNotices: readonly NoticeKind[] = [
  {
    name: 'workspace.renamed',
    topic: 'outcome',
    draw: async ({ data, subjectId }) => {
      const [by, from, to] = [word(data.by), word(data.workspace), word(data.to)]
      return {
        card: {
          title: `Workspace ${from} is called ${to} now`,
          text: text`${bold(by)} renamed it.`,
          context: inWorkspaceLine(to),
          buttons: [{ label: 'Overview', press: ref('workspaces.overview', subjectId) }],
        },
      }
    },
  },
  {
    name: 'workspace.deleted',
    draw: async ({ data }) => {
      const [by, workspace] = [word(data.by), word(data.workspace)]
      const count = Number(data.chatbots ?? 0)
      const yours =
        count === 0
          ? ''
          : ` With it ${count === 1 ? 'a chatbot' : `${count} chatbots`} of yours went, with documents and conversations.`
      return {
        card: {
          tone: 'warning',
          title: `Workspace ${workspace} was deleted`,
          text: text`${bold(by)} deleted it with its teams.${yours}`,
        },
      }
    },
  },
]

const word = (value: unknown) => shorten(String(value ?? ''), NAMES_LENGTH)
