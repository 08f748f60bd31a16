import {
  decideTeam,
  TEAM_ACTIONS,
  TEAM_MATRIX,
  type TeamAction,
  type TeamRole,
  type TeamSettings,
} from '../../src/access'

type May = 'yes' | 'settingOff' | 'notShared' | 'notReachable' | 'roleLacks' | 'ownerMustTransfer'

/** domain.md §2.1 read down its columns: every cell that is not listed for a role is a plain no. */
const OWNER: readonly TeamAction[] = [
  'chatbot.view',
  'chatbot.use',
  'chatbot.edit',
  'chatbot.create',
  'document.upload',
  'chatbot.deleteOwn',
  'chatbot.deleteTeam',
  'member.invite',
  'member.remove',
  'member.changeRole',
  'team.settings',
  'team.billing',
  'team.delete',
  'team.transfer',
  'chatbot.shareDirectly',
  'share.decide',
]
const ADMIN: readonly TeamAction[] = [
  'chatbot.view',
  'chatbot.use',
  'chatbot.edit',
  'chatbot.create',
  'document.upload',
  'chatbot.deleteOwn',
  'chatbot.deleteTeam',
  'member.invite',
  'member.remove',
  'member.changeRole',
  'team.settings',
  'chatbot.shareDirectly',
  'team.leave',
]
const MEMBER: readonly TeamAction[] = ['chatbot.view', 'chatbot.use', 'chatbot.deleteOwn', 'team.leave']

interface Situation {
  role: TeamRole
  creation: boolean
  uploads: boolean
  shared: boolean
  knowledge: boolean
}

const BOTH = [false, true]

/** Every role in every state of both settings and of the chatbot in question: 48 situations. */
const SITUATIONS: readonly Situation[] = (['owner', 'admin', 'member'] as const).flatMap((role) =>
  BOTH.flatMap((creation) =>
    BOTH.flatMap((uploads) =>
      BOTH.flatMap((shared) => BOTH.map((knowledge) => ({ role, creation, uploads, shared, knowledge }))),
    ),
  ),
)

function expected({ role, creation, uploads, shared, knowledge }: Situation, action: TeamAction): May {
  if (role === 'owner') {
    if (action === 'team.leave') return 'ownerMustTransfer'
    return OWNER.includes(action) ? 'yes' : 'roleLacks'
  }
  if (role === 'admin') return ADMIN.includes(action) ? 'yes' : 'roleLacks'
  if (action === 'chatbot.edit') return shared ? 'yes' : 'notShared'
  if (action === 'chatbot.create' || action === 'share.request') return creation ? 'yes' : 'settingOff'
  if (action === 'document.upload') return uploads ? (knowledge ? 'yes' : 'notReachable') : 'settingOff'
  return MEMBER.includes(action) ? 'yes' : 'roleLacks'
}

function decided({ role, creation, uploads, shared, knowledge }: Situation, action: TeamAction): May {
  const settings: TeamSettings = { memberChatbotCreation: creation, memberDocumentUploads: uploads }
  const reach = { sharedForEditing: shared, withKnowledge: knowledge }
  const decision = decideTeam({ role, settings }, action, reach)
  if (decision.allowed) return 'yes'
  const { code } = decision.reason
  if (code === 'notSharedForEditing') return 'notShared'
  if (code === 'notInScope' || code === 'accountAdminsOnly')
    throw new Error(`${code} for a member of the team`)
  return code
}

test.each(TEAM_ACTIONS)('%s: every role, setting and reach as domain.md §2.1 has it', (action) => {
  for (const situation of SITUATIONS)
    expect({ ...situation, may: decided(situation, action) }).toEqual({
      ...situation,
      may: expected(situation, action),
    })
})

test('there are three roles, and the matrix has a cell for each of them in every row (F1)', () => {
  expect(Object.keys(TEAM_MATRIX).sort()).toEqual([...TEAM_ACTIONS].sort())
  for (const row of Object.values(TEAM_MATRIX)) expect(Object.keys(row)).toEqual(['owner', 'admin', 'member'])
  expect(TEAM_ACTIONS.slice(0, 14)).toHaveLength(42 / 3)
})

const born: TeamSettings = { memberChatbotCreation: false, memberDocumentUploads: false }
const decide = (role: TeamRole, action: TeamAction, settings = born) => decideTeam({ role, settings }, action)

test('who is not in the team may do nothing there, and is not told that it exists (R21, F41)', () => {
  for (const action of TEAM_ACTIONS)
    expect(decideTeam(undefined, action)).toEqual({ allowed: false, reason: { code: 'notInScope' } })
})

test('a refused member learns which setting is off (F11, F13)', () => {
  expect(decide('member', 'chatbot.create')).toEqual({
    allowed: false,
    reason: { code: 'settingOff', setting: 'memberChatbotCreation', action: 'chatbot.create' },
  })
  expect(decide('member', 'document.upload')).toEqual({
    allowed: false,
    reason: { code: 'settingOff', setting: 'memberDocumentUploads', action: 'document.upload' },
  })
})

test.each<[string, TeamAction, readonly TeamRole[]]>([
  ['F19', 'chatbot.deleteTeam', ['owner', 'admin']],
  ['F21', 'member.invite', ['owner', 'admin']],
  ['F23', 'member.remove', ['owner', 'admin']],
  ['F25', 'member.changeRole', ['owner', 'admin']],
  ['F28', 'team.settings', ['owner', 'admin']],
  ['F29', 'team.billing', ['owner']],
  ['F31', 'team.delete', ['owner']],
  ['F33', 'team.transfer', ['owner']],
  ['F38', 'chatbot.shareDirectly', ['owner', 'admin']],
  ['F40', 'share.decide', ['owner']],
])('%s: a member refused %s learns which roles may', (_fact, action, allowedRoles) => {
  expect(decide('member', action)).toEqual({
    allowed: false,
    reason: { code: 'roleLacks', scope: 'team', role: 'member', action, allowedRoles },
  })
})

test('an admin is refused exactly the three owner rights of the matrix (F30, F32, F45)', () => {
  const matrix = TEAM_ACTIONS.slice(0, 14)
  expect(matrix.filter((action) => !decide('admin', action).allowed)).toEqual([
    'team.billing',
    'team.delete',
    'team.transfer',
  ])
})

test('the owner cannot leave and is told to transfer first (R2, H11)', () => {
  expect(decide('owner', 'team.leave')).toEqual({ allowed: false, reason: { code: 'ownerMustTransfer' } })
})
