import type { Clock } from '../clock'
import type { FeatureParts } from '../feature'
import type { Doorway, Inviting } from '../invitations'
import { workspaceCommands } from './commands'
import { endLeftovers, lifecycleCommands, lifecycleNotices, lifecyclePresses } from './lifecycle'
import { workspacePresses } from './presses'
import { settingsPresses } from './settings'
import { userCommands, userNotices, userPresses } from './users'

export type WorkspacesOptions = Doorway & Inviting & { clock: Clock }

/**
 * Workspaces. Reading order: `commands`, `presses` (what can be asked of one) → `overview` (what is shown) → `users/` (who
 * is one of its users), `settings/`, `lifecycle/` (how one comes, is named and ends).
 */
export function workspaces(options: WorkspacesOptions): FeatureParts {
  const { db, plans, clock } = options
  const ofUsers = userPresses(db, plans)
  const parts = [workspacePresses(db, plans), ofUsers, settingsPresses(db), lifecyclePresses(db)]
  return {
    chat: {
      commands: [...workspaceCommands(db, plans), ...userCommands(options), ...lifecycleCommands(db)],
      presses: parts.flatMap(({ presses }) => presses ?? []),
      submits: parts.flatMap(({ submits }) => submits ?? []),
      searches: ofUsers.searches ?? [],
    },
    notices: [...userNotices, ...lifecycleNotices],
    followers: [{ on: 'workspace.deleted', follow: (event) => endLeftovers(db, event, clock.now()) }],
  }
}

export {
  auditOfEnding,
  type Ending,
  ending,
  endingParameters,
  eventsOfEnding,
  readEndings,
} from './lifecycle'
export { WORKSPACE_ROLES } from './users'
