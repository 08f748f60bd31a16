import { type Command, command, say } from '../chat'
import type { Database } from '../db'
import { inWorkspaceOf, workspaceOption } from '../scopes'
import { agentsPage } from './pages'

export const agentCommands = (db: Database): readonly Command[] => [
  command({
    name: 'workspace agents',
    description: 'List the agents of the workspace, make and manage them',
    options: { workspace: workspaceOption(db) },
    run: inWorkspaceOf(db, 'agent.view', async (context, workspace) =>
      say(await agentsPage(db, context, workspace, 0)),
    ),
  }),
]
