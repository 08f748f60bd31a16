/** Who may do what: three matrices, one per scope, and the decisions that follow from them. Pure; imports nothing. */
export type {
  Actor,
  TeamMembership,
  TeamRole,
  TeamSettings,
  WorkspaceMembership,
  WorkspaceRole,
} from './actor'
export {
  type ChatbotReach,
  type Decision,
  type DenyReason,
  decideAccount,
  decideTeam,
  decideWorkspace,
  isAccountAdmin,
  standingAs,
  standingIn,
} from './decide'
export { TEAM_ACTIONS, TEAM_MATRIX, type TeamAction, type TeamGrant } from './team-matrix'
export {
  ACCOUNT_ACTIONS,
  ACCOUNT_MATRIX,
  type AccountAction,
  WORKSPACE_ACTIONS,
  WORKSPACE_MATRIX,
  type WorkspaceAction,
} from './workspace-matrix'
