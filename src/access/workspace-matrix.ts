import type { WorkspaceRole } from './actor'

export const ACCOUNT_ACTIONS = ['account.users', 'account.settings', 'account.workspaces'] as const

export const WORKSPACE_ACTIONS = [
  'workspace.view',
  'workspace.users',
  'workspace.settings',
  'knowledge.view',
  'knowledge.manage',
  'source.manage',
  'agent.view',
  'agent.manage',
  'agent.parts',
  'billing.view',
  'billing.manage',
  'thread.view',
  'thread.send',
  'thread.delete',
] as const

export type AccountAction = (typeof ACCOUNT_ACTIONS)[number]
export type WorkspaceAction = (typeof WORKSPACE_ACTIONS)[number]

/** domain.md §2.2, the account rows: no role in a workspace gives anything in the account. */
export const ACCOUNT_MATRIX: Record<AccountAction, { accountAdmin: 'yes' | 'no' }> = {
  'account.users': { accountAdmin: 'yes' },
  'account.settings': { accountAdmin: 'yes' },
  'account.workspaces': { accountAdmin: 'yes' },
}

/** domain.md §2.2, the workspace rows. Account admins may do all of it in every workspace of their account (F124). */
export const WORKSPACE_MATRIX: Record<WorkspaceAction, Record<WorkspaceRole, 'yes' | 'no'>> = {
  'workspace.view': row('yes', 'yes', 'yes', 'yes', 'yes'),
  'workspace.users': row('yes', 'no', 'no', 'no', 'no'),
  'workspace.settings': row('yes', 'no', 'no', 'no', 'no'),
  'knowledge.view': row('yes', 'yes', 'yes', 'no', 'no'),
  'knowledge.manage': row('yes', 'no', 'yes', 'no', 'no'),
  'source.manage': row('yes', 'no', 'yes', 'no', 'no'),
  'agent.view': row('yes', 'yes', 'yes', 'no', 'yes'),
  'agent.manage': row('yes', 'yes', 'no', 'no', 'no'),
  'agent.parts': row('yes', 'yes', 'no', 'no', 'no'),
  'billing.view': row('yes', 'no', 'no', 'yes', 'no'),
  'billing.manage': row('yes', 'no', 'no', 'yes', 'no'),
  'thread.view': row('yes', 'yes', 'yes', 'no', 'yes'),
  'thread.send': row('yes', 'yes', 'yes', 'no', 'yes'),
  'thread.delete': row('yes', 'no', 'no', 'no', 'no'),
}

type Cell = 'yes' | 'no'

function row(
  workspaceAdmin: Cell,
  agentManager: Cell,
  contentManager: Cell,
  billingAdmin: Cell,
  chatUser: Cell,
): Record<WorkspaceRole, Cell> {
  return { workspaceAdmin, agentManager, contentManager, billingAdmin, chatUser }
}
