import type { Plans } from '../billing'
import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { workspaceCommands } from './commands'
import { workspacePresses } from './presses'
import { userCommands, userNotices, userPresses } from './users'

export interface WorkspacesOptions {
  db: Database
  plans: Plans
}

/**
 * Workspaces. Reading order: `commands`, `presses` (what can be asked) → `overview` (what is shown) → `users/` (who is one
 * of its users).
 */
export function workspaces({ db, plans }: WorkspacesOptions): FeatureParts {
  const own = workspacePresses(db, plans)
  const ofUsers = userPresses(db, plans)
  return {
    chat: {
      commands: [...workspaceCommands(db, plans), ...userCommands(db, plans)],
      presses: [...(own.presses ?? []), ...(ofUsers.presses ?? [])],
      submits: [...(own.submits ?? []), ...(ofUsers.submits ?? [])],
      searches: ofUsers.searches ?? [],
    },
    notices: userNotices,
  }
}

export { inNamedWorkspace, inWorkspaceLine, inWorkspaceOf, type Workspace, workspaceOption } from '../scopes'
