import type { Actor, TeamMembership, TeamRole, TeamSettings, WorkspaceRole } from './actor'
import { TEAM_ACTIONS, TEAM_MATRIX, type TeamAction } from './team-matrix'
import {
  ACCOUNT_MATRIX,
  type AccountAction,
  WORKSPACE_ACTIONS,
  WORKSPACE_MATRIX,
  type WorkspaceAction,
} from './workspace-matrix'

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
  | {
      code: 'roleLacks'
      scope: 'workspace'
      role: WorkspaceRole
      action: WorkspaceAction
      allowedRoles: readonly WorkspaceRole[]
    }
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

/** What every cell of the matrix that needs no further question decides; made once, because every click asks. */
const FIXED = Object.fromEntries(TEAM_ACTIONS.map((action) => [action, fixedFor(action)])) as Record<
  TeamAction,
  Record<TeamRole, Decision | undefined>
>

function fixedFor(action: TeamAction): Record<TeamRole, Decision | undefined> {
  const allowedRoles = ROLES.filter((role) => TEAM_MATRIX[action][role] !== 'no')
  const fixed = (role: TeamRole): Decision | undefined => {
    const grant = TEAM_MATRIX[action][role]
    if (grant === 'yes') return ALLOWED
    if (grant !== 'no') return undefined
    if (action === 'team.leave') return deny({ code: 'ownerMustTransfer' })
    return deny({ code: 'roleLacks', scope: 'team', role, action, allowedRoles })
  }
  return { owner: fixed('owner'), admin: fixed('admin'), member: fixed('member') }
}

const OUTSIDER = deny({ code: 'notInScope' })
const UNREACHED: ChatbotReach = {}

/** May a person with this membership do this in the team? No membership: not in scope. */
export function decideTeam(
  membership: Pick<TeamMembership, 'role' | 'settings'> | undefined,
  action: TeamAction,
  reach: ChatbotReach = UNREACHED,
): Decision {
  if (membership === undefined) return OUTSIDER
  return FIXED[action][membership.role] ?? decideConditional(membership, action, reach)
}

function decideConditional(
  { role, settings }: Pick<TeamMembership, 'role' | 'settings'>,
  action: TeamAction,
  reach: ChatbotReach,
): Decision {
  const grant = TEAM_MATRIX[action][role]
  if (grant === 'ifSharedForEditing')
    return reach.sharedForEditing ? ALLOWED : deny({ code: 'notSharedForEditing' })
  const setting = grant === 'memberChatbotCreation' ? 'memberChatbotCreation' : 'memberDocumentUploads'
  if (!settings[setting]) return deny({ code: 'settingOff', setting, action })
  return grant !== 'memberDocumentUploadsAndReachable' || reach.withKnowledge
    ? ALLOWED
    : deny({ code: 'notReachable' })
}

const WORKSPACE_ROLES: readonly WorkspaceRole[] = [
  'workspaceAdmin',
  'agentManager',
  'contentManager',
  'billingAdmin',
  'chatUser',
]

const FIXED_WORKSPACE = Object.fromEntries(
  WORKSPACE_ACTIONS.map((action) => {
    const allowedRoles = WORKSPACE_ROLES.filter((role) => WORKSPACE_MATRIX[action][role] === 'yes')
    const decided = (role: WorkspaceRole) =>
      allowedRoles.includes(role)
        ? ALLOWED
        : deny({ code: 'roleLacks', scope: 'workspace', role, action, allowedRoles })
    return [action, Object.fromEntries(WORKSPACE_ROLES.map((role) => [role, decided(role)]))]
  }),
) as Record<WorkspaceAction, Record<WorkspaceRole, Decision>>

/** Account admins reach every workspace of their account; everybody else goes by their role in this one. */
export function decideWorkspace(
  actor: Pick<Actor, 'accountRoles' | 'workspaceRoles'>,
  workspace: { accountId: string; workspaceId: string },
  action: WorkspaceAction,
): Decision {
  if (isAccountAdmin(actor, workspace.accountId)) return ALLOWED
  for (const held of actor.workspaceRoles)
    if (held.workspaceId === workspace.workspaceId) return FIXED_WORKSPACE[action][held.role]
  return OUTSIDER
}

export function decideAccount(
  actor: Pick<Actor, 'accountRoles'>,
  accountId: string,
  action: AccountAction,
): Decision {
  const grant = isAccountAdmin(actor, accountId) ? ACCOUNT_MATRIX[action].accountAdmin : 'no'
  return grant === 'yes' ? ALLOWED : deny({ code: 'accountAdminsOnly', action })
}

export function isAccountAdmin({ accountRoles }: Pick<Actor, 'accountRoles'>, accountId: string): boolean {
  for (const held of accountRoles) if (held.accountId === accountId) return true
  return false
}

/**
 * What a right in a workspace rests on, for the write to repeat: that the actor administers the account, else their role
 * there. Empty for outsiders.
 */
export function standingIn(
  actor: Pick<Actor, 'personId' | 'accountRoles' | 'workspaceRoles'>,
  { accountId, workspaceId }: { accountId: string; workspaceId: string },
): readonly (
  | { accountId: string; adminId: string }
  | { workspaceId: string; personId: string; version: number }
)[] {
  if (isAccountAdmin(actor, accountId)) return standingAs(actor, accountId)
  const { personId } = actor
  const held = actor.workspaceRoles.filter((role) => role.workspaceId === workspaceId)
  return held.map(({ version }) => ({ workspaceId, personId, version }))
}

/** The same for a right in the account itself. */
export const standingAs = ({ personId }: Pick<Actor, 'personId'>, accountId: string) => [
  { accountId, adminId: personId },
]
