import type { Plans } from '../billing'
import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { teamCommands } from './commands'
import { teamNotices } from './notices'
import { teamPresses } from './presses'

/**
 * Teams: one owner, admins, members, two settings.
 * Reading order: `team` (what it is) → `commands`, `presses` (what can be asked) → `pages`, `views`, `confirm-cards`,
 * `forms` (what is shown) → `create-team`, `change-member`,
 * `change-settings`, `delete-team` (what changes) → `statements`.
 */
export function teams(options: { db: Database; plans: Plans }): FeatureParts {
  return {
    chat: { commands: teamCommands(options), ...teamPresses(options) },
    notices: teamNotices,
  }
}

export { accountsOf, denied } from './change-member'
export { inOwnTeam, inTeam, orRefuse, unless } from './pages'
export { GIVABLE_ROLES, type GivableRole, isActive, isGivableRole } from './team'
export { inTeam as inTeamLine } from './views'
export { memberOption, whichMember } from './which-member'
export { ownTeam, teamOption, whichTeam } from './which-team'
