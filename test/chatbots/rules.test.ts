import type { Actor, TeamMembership, TeamRole } from '../../src/access'
import type { Chatbot, Grant, ShareLevel } from '../../src/chatbots'
import { type ChatbotAction, decideChatbot } from '../../src/chatbots'
import { reachOf } from '../../src/chatbots/reach'
import { decideChangeShare, decideShare, decideUnshare } from '../../src/chatbots/rules'

const membership = (role: TeamRole, more: Partial<TeamMembership> = {}): TeamMembership => ({
  accountId: 'account',
  workspaceId: 'workspace',
  teamId: 'alpha',
  teamName: 'Alpha',
  membershipId: `membership-${role}`,
  role,
  version: 1,
  settings: { memberChatbotCreation: false, memberDocumentUploads: false },
  ...more,
})

const actor = (...teamRoles: TeamMembership[]): Actor => ({
  personId: 'me',
  name: 'Me',
  accountRoles: [],
  workspaceRoles: [],
  teamRoles,
})

const toTeam = (level: ShareLevel, knowledge = true, teamId = 'alpha'): Grant => ({
  id: `grant-${teamId}`,
  to: { kind: 'team', teamId, name: teamId, ownerId: 'olivia', ownerName: 'Olivia' },
  level,
  knowledge,
  grantedAt: 0,
})
const toMe = (level: ShareLevel, knowledge = true): Grant => ({
  ...toTeam(level, knowledge),
  id: 'grant-me',
  to: { kind: 'person', personId: 'me', name: 'Me' },
})

const toSomebody = (level: ShareLevel): Grant => ({
  ...toMe(level),
  id: 'grant-somebody',
  to: { kind: 'person', personId: 'otto', name: 'Otto' },
})

const chatbot = (ownerId: string, ...grants: Grant[]): Chatbot => ({
  id: 'chatbot',
  accountId: 'account',
  workspaceId: 'workspace',
  workspaceName: 'Workspace',
  ownerId,
  ownerName: ownerId,
  name: 'Helper',
  description: '',
  instructions: '',
  instructionsVersion: 1,
  sourcesOnly: false,
  keepDays: null,
  status: 'active',
  version: 1,
  createdAt: 0,
  grants,
})

const ACTIONS: readonly ChatbotAction[] = [
  'use',
  'edit',
  'operate',
  'upload',
  'manageDocuments',
  'delete',
  'share',
]

/** Everything that is allowed, in order. */
function allowed(who: Actor, what: Chatbot): string {
  const reach = reachOf(what, who)
  if (!reach) return 'not found'
  return ACTIONS.filter((action) => decideChatbot(reach, action).allowed).join(' ')
}

const uploads = { memberChatbotCreation: false, memberDocumentUploads: true }

test.each([
  [
    'F7 F18 the owner of the team',
    actor(membership('owner')),
    'use edit operate upload manageDocuments delete',
  ],
  ['F7 F18 an admin', actor(membership('admin')), 'use edit operate upload manageDocuments delete'],
  ['F6 F9 F19 a member at level view', actor(membership('member')), 'use'],
  ['F14 a member while uploads are on', actor(membership('member', { settings: uploads })), 'use upload'],
  ['R21 somebody of another team', actor(membership('owner', { teamId: 'beta' })), 'not found'],
  ['R21 somebody in no team', actor(), 'not found'],
  [
    'R21 an owner in another workspace who holds a team of the same id',
    actor(membership('owner', { workspaceId: 'elsewhere' })),
    'not found',
  ],
])('%s reaches a chatbot shared with the team at level view', (_who, who, what) => {
  expect(allowed(who, chatbot('somebody', toTeam('view')))).toBe(what)
})

test.each([
  ['view', 'use'],
  ['edit', 'use edit manageDocuments'],
  ['full', 'use edit operate manageDocuments'],
] as const)('F8 F92 F93 F94 a member at level %s may %s', (level, what) => {
  expect(allowed(actor(membership('member')), chatbot('somebody', toTeam(level)))).toBe(what)
})

test.each(['owner', 'admin', 'member'] as const)(
  'F95 without the knowledge base the %s of a team may use the chatbot, not its documents',
  (role) => {
    const who = actor(membership(role, { settings: uploads }))
    const may = allowed(who, chatbot('somebody', toTeam('full', false)))
    expect(may).toMatch(/^use edit operate/)
    expect(may).not.toMatch(/upload|manageDocuments/)
  },
)

test.each([
  ['owner', {}, 'use edit operate upload manageDocuments delete share'],
  ['admin', {}, 'use edit operate upload manageDocuments delete share'],
  ['member', {}, 'use edit operate manageDocuments delete share'],
  ['member', { settings: uploads }, 'use edit operate upload manageDocuments delete share'],
] as const)('F13 F14 F15 F17 R11 a personal chatbot of a team %s %j', (role, more, what) => {
  expect(allowed(actor(membership(role, more)), chatbot('me'))).toBe(what)
})

test('F15 a shared chatbot goes by the setting of the team it is shared with, not by that of another team of its owner', () => {
  const elsewhere = membership('owner', { teamId: 'beta', membershipId: 'in-beta' })
  expect(allowed(actor(elsewhere, membership('member')), chatbot('me', toTeam('view')))).not.toContain(
    'upload',
  )
  expect(allowed(actor(elsewhere, membership('member')), chatbot('me'))).toContain('upload')
})

test('F17 R10 an owner of record who is in no team keeps, edits and deletes their chatbot, and adds nothing to it', () => {
  expect(allowed(actor(), chatbot('me'))).toBe('use edit operate manageDocuments delete share')
})

test('F96 somebody outside the team reaches by a grant of their own, never more than its level', () => {
  expect(allowed(actor(), chatbot('somebody', toMe('view')))).toBe('use')
  expect(allowed(actor(), chatbot('somebody', toMe('edit')))).toBe('use edit upload manageDocuments')
  expect(allowed(actor(), chatbot('somebody', toMe('edit', false)))).toBe('use edit')
  expect(allowed(actor(membership('member')), chatbot('somebody', toMe('view'), toTeam('edit', false)))).toBe(
    'use edit manageDocuments',
  )
})

test('F38 F39 F100 only the owner of a chatbot shares it, and directly only as owner or admin of the team', () => {
  const decide = (team: TeamMembership, what: Chatbot) => {
    const reach = reachOf(what, actor(team))
    return reach && decideShare(reach, team).allowed
  }
  expect(decide(membership('owner'), chatbot('me'))).toBe(true)
  expect(decide(membership('admin'), chatbot('me'))).toBe(true)
  expect(decide(membership('member'), chatbot('me'))).toBe(false)
  expect(decide(membership('owner'), chatbot('somebody', toTeam('full')))).toBe(false)
})

test.each([
  // Whose chatbot, who, the grant, may change it, may end it.
  ['mine', 'owner', toTeam('view'), true, true],
  ['mine', 'admin', toTeam('view'), true, true],
  ['mine', 'member', toTeam('view'), false, true],
  ['mine', null, toTeam('view'), false, true],
  ['another’s', 'owner', toTeam('view'), true, true],
  ['another’s', 'admin', toTeam('full'), false, true],
  ['another’s', 'member', toTeam('full'), false, false],
  ['mine', 'member', toSomebody('full'), true, true],
  ['mine', null, toSomebody('full'), true, true],
  ['another’s', 'owner', toSomebody('full'), false, false],
] as const)(
  'R8 F98 F100 of %s, the %s of the team: a share (%j) is changed %s, ended %s',
  (whose, role, grant, changes, ends) => {
    const who = role ? actor(membership(role)) : actor()
    const reach = reachOf(chatbot(whose === 'mine' ? 'me' : 'somebody', toTeam('view'), grant), who)
    expect(reach && decideChangeShare(reach, grant).allowed).toBe(changes)
    expect(reach && decideUnshare(reach, grant).allowed).toBe(ends)
  },
)
