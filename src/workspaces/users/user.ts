import type { TeamRole, WorkspaceRole } from '../../access'
import { type Choice, ROLE_NAMES } from '../../chat'

/** Somebody with a role in a workspace. Admins of its account reach it without being one. */
export interface WorkspaceUser {
  personId: string
  name: string
  role: WorkspaceRole
  /** Never given twice, also not to who was removed and came back; see migration 0009. */
  version: number
  accountAdmin: boolean
  teams: readonly { name: string; role: TeamRole }[]
  /** Null: never seen in chat. */
  lastActiveAt: number | null
}

export const WORKSPACE_ROLES = (
  ['workspaceAdmin', 'agentManager', 'contentManager', 'billingAdmin', 'chatUser'] as const
).map((value) => ({ value, label: ROLE_NAMES[value] })) satisfies readonly (Choice & {
  value: WorkspaceRole
})[]

export const isWorkspaceRole = (role: string): role is WorkspaceRole =>
  WORKSPACE_ROLES.some((known) => known.value === role)

/** Of what is typed to find users by their name. */
export const NAME_LENGTH = 80
