import { type Choice, type Context, isRefusal, type Option, type Refusal, refuse, shorten } from '../chat'
import { pageChatbots, type ReachedChatbot } from '../chatbots'
import type { Database } from '../db'
import { type Workspace, whichWorkspace } from '../scopes'

/** An option that names an agent of the workspace: suggestions by name; also takes an id. */
export const agentOption = (db: Database) =>
  ({
    kind: 'search',
    description: 'Only of this agent',
    search: async (context: Context, typed: string, given: Readonly<Record<string, string>>) => {
      const workspace = await whichWorkspace(db, context, given.workspace)
      if (isRefusal(workspace)) return []
      const folded = typed.toLowerCase()
      return (await agentsOf(db, context, workspace))
        .filter(({ chatbot }) => chatbot.name.toLowerCase().includes(folded))
        .map(choiceOf)
    },
  }) as const satisfies Option

/** The one agent of the workspace that is meant: the whole name before its beginning. */
export async function whichAgent(
  db: Database,
  context: Context,
  workspace: Workspace,
  typed: string,
): Promise<ReachedChatbot | Refusal> {
  const agents = await agentsOf(db, context, workspace)
  const folded = typed.toLowerCase()
  const exact = agents.filter(({ chatbot: { id, name } }) => id === typed || name.toLowerCase() === folded)
  const begun = agents.filter(({ chatbot }) => chatbot.name.toLowerCase().startsWith(folded))
  const [only, ...others] = exact.length > 0 ? exact : begun
  if (!only) {
    const known = agents.map(({ chatbot }) => chatbot.name)
    return refuse({ code: 'notFound', what: 'agent', typed, known }, 'agent')
  }
  if (others.length === 0) return only
  return refuse({ code: 'pick', option: 'agent', choices: [only, ...others].map(choiceOf) })
}

/** More than anybody picks from; who has more types a name. */
const MOST = 200

async function agentsOf(db: Database, { actor }: Pick<Context, 'actor'>, { workspaceId }: Workspace) {
  const { chatbots } = await pageChatbots(db, actor, { limit: MOST, offset: 0, agentsOf: workspaceId })
  return chatbots
}

const choiceOf = ({ chatbot: { id, name, status } }: ReachedChatbot): Choice => ({
  value: id,
  label: `${shorten(name, 60)}${status === 'active' ? '' : ` (${status})`}`,
})
