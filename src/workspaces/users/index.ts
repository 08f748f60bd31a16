/**
 * Users of a workspace: who is one with which role, and what ends when somebody is removed. Reading order: `user` (what
 * one is), `removal` (what a removal ends) → `which-user`, `may-change-user`, `plan-removal` (who is meant, and whether
 * the actor may) → `commands`, `presses` (what can be asked) → `pages`, `views`, `confirm-cards`, `forms`, `notices`
 * (what is shown) → `change-role`, `remove-user` (what changes; `name-successors` and `removal-effects` below it) →
 * `statements`.
 */
export { userCommands } from './commands'
export { userNotices } from './notices'
export { userPresses } from './presses'
export { isWorkspaceRole, WORKSPACE_ROLES } from './user'
