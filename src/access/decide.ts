import type { Actor, TeamMembership, TeamRole, TeamSettings, WorkspaceRole } from './actor'
import { TEAM_MATRIX, type TeamAction } from './team-matrix'
import { type AccountAction, WORKSPACE_MATRIX, type WorkspaceAction } from './workspace-matrix'

/** Allowed, or refused with the reason that `explain` puts into words. */
export type Decision = { allowed: true } | { allowed: false; reason: DenyReason }

export type DenyReason =
  /** Not a member of the scope at all: shown as "not found" (R21). */
  | { code: 'notInScope' }
  | {
      code: 'roleLacks'
      scope: 'team'
      role: TeamRole
      action: TeamAction
      allowedRoles: readonly TeamRole[]
    }
  | { code: 'roleLacks'; scope: 'workspace'; role: WorkspaceRole; action: WorkspaceAction }
  | { code: 'accountAdminsOnly'; action: AccountAction }
  /** Would be allowed if the owner or an admin turned this team setting on (F11). */
  | { code: 'settingOff'; setting: keyof TeamSettings; action: TeamAction }
  | { code: 'notSharedForEditing' }
  | { code: 'notReachable' }
  /** The owner must transfer the team first (R2, H11). */
  | { code: 'ownerMustTransfer' }

/** What the acted-upon chatbot is to the actor; only asked for where the matrix says so. */
export interface ChatbotReach {
  sharedForEditing?: boolean
  /** The actor may use it and its knowledge base is included. */
  withKnowledge?: boolean
}

const ALLOWED: Decision = { allowed: true }
const deny = (reason: DenyReason): Decision => ({ allowed: false, reason })

const ROLES: readonly TeamRole[] = ['owner', 'admin', 'member']

/** May a person with this membership do this in the team? No membership: not in scope. */
export function decideTeam(
  membership: Pick<TeamMembership, 'role' | 'settings'> | undefined,
  action: TeamAction,
  reach: ChatbotReach = {},
): Decision {
  if (!membership) return deny({ code: 'notInScope' })
  const { role, settings } = membership
  const grant = TEAM_MATRIX[action][role]
  switch (grant) {
    case 'yes':
      return ALLOWED
    case 'no': {
      if (action === 'team.leave') return deny({ code: 'ownerMustTransfer' })
      const allowedRoles = ROLES.filter((candidate) => TEAM_MATRIX[action][candidate] !== 'no')
      return deny({ code: 'roleLacks', scope: 'team', role, action, allowedRoles })
    }
    case 'ifSharedForEditing':
      return reach.sharedForEditing ? ALLOWED : deny({ code: 'notSharedForEditing' })
    case 'memberDocumentUploadsAndReachable':
      if (!settings.memberDocumentUploads)
        return deny({ code: 'settingOff', setting: 'memberDocumentUploads', action })
      return reach.withKnowledge ? ALLOWED : deny({ code: 'notReachable' })
    default:
      return settings[grant] ? ALLOWED : deny({ code: 'settingOff', setting: grant, action })
  }
}

/** Account admins reach every workspace of their account; everybody else goes by their role in this one. */
export function decideWorkspace(
  actor: Pick<Actor, 'accountRoles' | 'workspaceRoles'>,
  workspace: { accountId: string; workspaceId: string },
  action: WorkspaceAction,
): Decision {
  if (isAccountAdmin(actor, workspace.accountId)) return ALLOWED
  const role = actor.workspaceRoles.find((held) => held.workspaceId === workspace.workspaceId)?.role
  if (!role) return deny({ code: 'notInScope' })
  if (WORKSPACE_MATRIX[action][role] === 'yes') return ALLOWED
  return deny({ code: 'roleLacks', scope: 'workspace', role, action })
}

export function decideAccount(
  actor: Pick<Actor, 'accountRoles'>,
  accountId: string,
  action: AccountAction,
): Decision {
  return isAccountAdmin(actor, accountId) ? ALLOWED : deny({ code: 'accountAdminsOnly', action })
}

export const isAccountAdmin = (actor: Pick<Actor, 'accountRoles'>, accountId: string) =>
  actor.accountRoles.some((held) => held.accountId === accountId)
