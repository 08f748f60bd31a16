import type { Plans } from '../billing'
import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { workspaceCommands } from './commands'
import { workspaceNotices } from './notices'
import { workspacePresses } from './presses'

export interface WorkspacesOptions {
  db: Database
  plans: Plans
}

/**
 * Workspaces: who is a user of one with which role, and what ends when somebody is removed.
 * Reading order: `workspace` (what it is), `removal` (what a removal ends) → `which-workspace`, `which-user`,
 * `may-change-user`, `plan-removal` (who is meant, and whether the actor may) → `commands`, `presses` (what can be asked) →
 * `pages`, `views`, `confirm-cards`, `forms`, `notices` (what is shown) → `change-role`, `remove-user` (what changes;
 * `name-successors` and `removal-effects` below it) → `statements`.
 */
export function workspaces({ db, plans }: WorkspacesOptions): FeatureParts {
  return {
    chat: { commands: workspaceCommands(db, plans), ...workspacePresses(db, plans) },
    notices: workspaceNotices,
  }
}

export { inNamedWorkspace, inWorkspaceOf } from './pages'
export { inWorkspace as inWorkspaceLine } from './views'
export { workspaceOption } from './which-workspace'
export type { Workspace } from './workspace'
