import type { Plans } from '../billing'
import { type Command, command, say } from '../chat'
import type { Database } from '../db'
import { inWorkspaceOf, workspaceOption } from '../scopes'
import { orRefuse } from '../teams'
import { overviewPage } from './overview'
import { settingsPage } from './settings'

export function workspaceCommands(db: Database, plans: Plans): readonly Command[] {
  const workspace = workspaceOption(db)
  return [
    command({
      name: 'workspace overview',
      description: 'Show the workspace: plan, users by role, teams, connections',
      options: { workspace },
      run: inWorkspaceOf(db, 'workspace.view', async (context, workspace) =>
        say(await overviewPage(db, plans, context, workspace)),
      ),
    }),
    command({
      name: 'workspace settings',
      description: 'Show and change settings and connections of the workspace',
      options: { workspace },
      run: inWorkspaceOf(db, 'workspace.settings', async (context, workspace) =>
        orRefuse(await settingsPage(db, context, workspace, 0), (card) => say(card)),
      ),
    }),
  ]
}
