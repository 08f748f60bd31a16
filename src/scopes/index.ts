/**
 * Which workspace or account an interaction is about: the one that is named, else that of the place, else the only one there
 * is for whoever acts; and that they may do there what they want.
 */
export { adminIds } from './account-admins'
export { inNamedWorkspace, inWorkspaceLine, inWorkspaceOf } from './in-workspace'
export {
  accountOption,
  inAccount,
  inOwnAccount,
  type OwnAccount,
  ownAccount,
  unlessMayInAccount,
  whichAccount,
} from './which-account'
export { reachedWorkspace, unlessMay, whichWorkspace, workspaceOption } from './which-workspace'
export type { Workspace } from './workspace'
