import {
  ACCOUNT_ACTIONS,
  ACCOUNT_MATRIX,
  type Actor,
  decideAccount,
  decideWorkspace,
  WORKSPACE_ACTIONS,
  WORKSPACE_MATRIX,
  type WorkspaceAction,
  type WorkspaceRole,
} from '../../src/access'

/** domain.md §2.2 read down its columns: what is not listed for a role is refused. */
const MAY: Readonly<Record<WorkspaceRole, readonly WorkspaceAction[]>> = {
  workspaceAdmin: [
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
  ],
  agentManager: [
    'workspace.view',
    'knowledge.view',
    'agent.view',
    'agent.manage',
    'agent.parts',
    'thread.view',
    'thread.send',
  ],
  contentManager: [
    'workspace.view',
    'knowledge.view',
    'knowledge.manage',
    'source.manage',
    'agent.view',
    'thread.view',
    'thread.send',
  ],
  billingAdmin: ['workspace.view', 'billing.view', 'billing.manage'],
  chatUser: ['workspace.view', 'agent.view', 'thread.view', 'thread.send'],
}

const ROLES = Object.keys(MAY) as WorkspaceRole[]
const HERE = { accountId: 'A1', workspaceId: 'W1' }
const SIBLING = { accountId: 'A1', workspaceId: 'W2' }
const FOREIGN = { accountId: 'A2', workspaceId: 'W3' }

type Roles = Pick<Actor, 'accountRoles' | 'workspaceRoles'>

const withRole = (role: WorkspaceRole): Roles => ({
  accountRoles: [],
  workspaceRoles: [{ ...HERE, workspaceName: 'Main', role, version: 1 }],
})
const accountAdmin: Roles = { accountRoles: [{ accountId: 'A1', accountName: 'Acme' }], workspaceRoles: [] }
const nobody: Roles = { accountRoles: [], workspaceRoles: [] }

test.each(ROLES)(
  '%s may do in the workspace what domain.md §2.2 lists, and nothing else (F129–F144)',
  (role) => {
    for (const action of WORKSPACE_ACTIONS) {
      const allowedRoles = ROLES.filter((other) => MAY[other].includes(action))
      const reason = { code: 'roleLacks', scope: 'workspace', role, action, allowedRoles }
      const refused = { allowed: false, reason }
      const expected = MAY[role].includes(action) ? { allowed: true } : refused
      expect(decideWorkspace(withRole(role), HERE, action)).toEqual(expected)
    }
  },
)

test('the matrix has a cell for every role in every row, and no other rows', () => {
  expect(Object.keys(WORKSPACE_MATRIX).sort()).toEqual([...WORKSPACE_ACTIONS].sort())
  for (const row of Object.values(WORKSPACE_MATRIX))
    expect(Object.keys(row).sort()).toEqual([...ROLES].sort())
})

test('a role in one workspace is nothing in another, of the same account or not (F126, F150)', () => {
  for (const role of ROLES)
    for (const workspace of [SIBLING, FOREIGN])
      for (const action of WORKSPACE_ACTIONS)
        expect(decideWorkspace(withRole(role), workspace, action)).toEqual({
          allowed: false,
          reason: { code: 'notInScope' },
        })
})

test('an account admin may do everything in every workspace of the account, and nothing elsewhere (F124)', () => {
  for (const action of WORKSPACE_ACTIONS) {
    for (const workspace of [HERE, SIBLING])
      expect(decideWorkspace(accountAdmin, workspace, action)).toEqual({ allowed: true })
    expect(decideWorkspace(accountAdmin, FOREIGN, action).allowed).toBe(false)
  }
})

test('a weaker workspace role takes nothing from an account admin', () => {
  const both = { ...accountAdmin, workspaceRoles: withRole('billingAdmin').workspaceRoles }
  for (const action of WORKSPACE_ACTIONS)
    expect(decideWorkspace(both, HERE, action)).toEqual({ allowed: true })
})

test('the account is for its account admins only, whatever workspace role somebody has (F125, F127, F128)', () => {
  expect(ACCOUNT_ACTIONS).toEqual(['account.users', 'account.settings', 'account.workspaces'])
  for (const action of ACCOUNT_ACTIONS) {
    const refused = { allowed: false, reason: { code: 'accountAdminsOnly', action } }
    expect(decideAccount(accountAdmin, 'A1', action)).toEqual({ allowed: true })
    expect(decideAccount(accountAdmin, 'A2', action)).toEqual(refused)
    for (const roles of [nobody, ...ROLES.map(withRole)])
      expect(decideAccount(roles, 'A1', action)).toEqual(refused)
  }
})

test('without any role the workspace does not exist (R21)', () => {
  for (const action of WORKSPACE_ACTIONS)
    expect(decideWorkspace(nobody, HERE, action)).toEqual({ allowed: false, reason: { code: 'notInScope' } })
})

test('a no in the matrix of the account is refused to account admins too', () => {
  const action = 'account.settings'
  const changed = jest.replaceProperty(ACCOUNT_MATRIX, action, { accountAdmin: 'no' })
  const decision = decideAccount(accountAdmin, 'A1', action)
  changed.restore()
  expect(decision).toEqual({ allowed: false, reason: { code: 'accountAdminsOnly', action } })
})
