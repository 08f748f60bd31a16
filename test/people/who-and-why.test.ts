import {
  ACCOUNT_ACTIONS,
  TEAM_ACTIONS,
  type TeamSettings,
  WORKSPACE_ACTIONS,
  WORKSPACE_MATRIX,
  type WorkspaceRole,
} from '../../src/access'
import type { Card } from '../../src/chat'
import { isoTime } from '../../src/clock'
import { ACTION_WORDS, offeredActions } from '../../src/people'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createChat, wordsOf } from './chat'
import {
  AT,
  addIdentity,
  addMember,
  addOrganisation,
  addPerson,
  discordUser,
  type Organisation,
  slackUser,
} from './fixture'

let database: TestDatabase
let acme: Organisation
let chat: ReturnType<typeof createChat>

beforeAll(async () => {
  database = await createTestDatabase()
  const db = database.dataSource
  acme = await addOrganisation(db, { slack: 'T1', discord: 'G1' })
  await addIdentity(db, acme.ownerId, slackUser('UOLIVIA'))
  const maya = await addPerson(db, 'Maya', 'maya@acme.com')
  await addMember(db, acme, maya)
  await addIdentity(db, maya, discordUser('DMAYA'))
  const adam = await addPerson(db, 'Adam')
  await addMember(db, acme, adam, 'admin')
  await addIdentity(db, adam, slackUser('UADAM'))
  await db.query(`INSERT INTO workspace_user VALUES ($1, $2, $3, 'agentManager', $4)`, [
    acme.workspaceId,
    adam,
    acme.accountId,
    isoTime(AT),
  ])
  chat = createChat(db, {})
})
afterAll(() => database.close())

const mayIn = ({ fields = [] }: Card, scope: string) => {
  const found = fields.find(({ name }) => name.startsWith(`In ${scope}`))
  return found && String(found.value).split('\n')
}
const allowedTo = (role: WorkspaceRole) =>
  WORKSPACE_ACTIONS.filter((action) => WORKSPACE_MATRIX[action][role] === 'yes').map(
    (action) => ACTION_WORDS[action],
  )

const off: TeamSettings = { memberChatbotCreation: false, memberDocumentUploads: false }

test('with both settings off a member is offered use, edit-shared and delete-own only (F44)', () => {
  expect(offeredActions({ role: 'member', settings: off })).toEqual([
    'chatbot.use',
    'chatbot.edit',
    'chatbot.deleteOwn',
  ])
})

test('an admin is offered what the owner is, less the three rights of owners (F45) and deciding requests (F40)', () => {
  const [owner, admin] = (['owner', 'admin'] as const).map((role) => offeredActions({ role, settings: off }))
  expect(owner?.filter((action) => !admin?.includes(action))).toEqual([
    'team.billing',
    'team.delete',
    'team.transfer',
    'share.decide',
  ])
})

test('/whoami shows chat users, addresses, every role with its scope, and what is offered', async () => {
  const words = wordsOf(await chat.type(discordUser('DMAYA'), 'whoami'))
  expect(words).toContain('You are Maya')
  expect(words).toContain('chat name on Discord')
  expect(words).toContain('maya@acme.com')
  expect(words).toContain('Member of team Alpha')
  expect(words).toContain(
    "In team Alpha you may\nuse the team's chatbots\nedit shared chatbots, as far as shared with you\ndelete own chatbots",
  )
  expect(words).not.toContain(ACTION_WORDS['chatbot.create'])
  expect(wordsOf(await chat.type(slackUser('UADAM'), 'whoami'))).toContain('Agent Manager of workspace Main')
})

test('/whoami lists what a role in the workspace lets somebody do, and nothing else', async () => {
  expect(mayIn(await chat.type(slackUser('UADAM'), 'whoami'), 'workspace Main')).toEqual(
    allowedTo('agentManager'),
  )
  expect(mayIn(await chat.type(discordUser('DMAYA'), 'whoami'), 'workspace Main')).toBeUndefined()
})

test('/whoami of an account admin lists everything in workspace and account, and fits (F124)', async () => {
  const db = database.dataSource
  await db.query('INSERT INTO account_admin (account_id, person_id, since) VALUES ($1, $2, $3)', [
    ...[acme.accountId, acme.ownerId, isoTime(AT)],
  ])
  const card = await chat.type(slackUser('UOLIVIA'), 'whoami')
  expect(mayIn(card, 'workspace Main')).toEqual(WORKSPACE_ACTIONS.map((action) => ACTION_WORDS[action]))
  expect(mayIn(card, 'account')).toEqual(ACCOUNT_ACTIONS.map((action) => ACTION_WORDS[action]))
  expect(mayIn(card, 'team Alpha')).toContain('hand the team over')
  for (const words of [...(mayIn(card, 'workspace Main') ?? []), ...(mayIn(card, 'account') ?? [])])
    expect((await chat.type(slackUser('UOLIVIA'), 'why', `permission:"${words}"`)).title).toBe(
      `You may ${words}`,
    )
  expect(wordsOf(await chat.type(slackUser('UADAM'), 'why', 'account.settings'))).toMatch(
    /You may not.*Enough: Account Admin. That is Olivia/s,
  )
  const about = await chat.type(slackUser('UOLIVIA'), 'why', 'permission:billing.view person:Adam')
  expect(about.title).toBe('Adam may not see invoices and usage')
})

test.each([
  ['see and pay the bills', 'see and pay the team’s bills'],
  ['edit shared chatbots, as far as shared with you', 'edit shared chatbots'],
])('/why knows %j by its words', async (typed, words) => {
  expect((await chat.type(slackUser('UADAM'), 'why', `permission:"${typed}"`)).title).toContain(
    words.replace('’', "'"),
  )
})

test('/whoami of somebody in many teams still fits', async () => {
  const db = database.dataSource
  for (let teams = 0; teams < 15; teams += 1) {
    const other = await addOrganisation(db, {})
    await db.query('UPDATE team SET name = $2 WHERE id = $1', [other.teamId, 'x'.repeat(80)])
    const [row] = await db.query(`SELECT person_id FROM chat_identity WHERE user_id = 'DMAYA'`)
    await addMember(db, other, row.person_id)
  }
  const card = await chat.type(discordUser('DMAYA'), 'whoami', '', { tenant: null })
  expect(wordsOf(card)).toContain('and 4 more')
  await db.query(
    `UPDATE membership SET ended_at = joined_at, ended_by = 'left' WHERE team_id <> $1 AND role = 'member'`,
    [acme.teamId],
  )
})

test('/why names the role, the setting and which role is always enough', async () => {
  const refused = await chat.type(discordUser('DMAYA'), 'why', 'chatbot.create')
  expect(refused.title).toBe('You may not create chatbots')
  expect(wordsOf(refused)).toMatch(/You are Member of team Alpha.*it is off.*Always enough: Owner or Admin/s)
  await database.dataSource.query('UPDATE team SET member_chatbot_creation = true WHERE id = $1', [
    acme.teamId,
  ])
  expect((await chat.type(discordUser('DMAYA'), 'why', 'chatbot.create')).title).toBe(
    'You may create chatbots',
  )
  await database.dataSource.query('UPDATE team SET member_chatbot_creation = false WHERE id = $1', [
    acme.teamId,
  ])
  expect(wordsOf(await chat.type(slackUser('UADAM'), 'why', 'team.billing'))).toContain(
    'Always enough: Owner.',
  )
})

test('/why answers for every permission there is', async () => {
  for (const [action, words] of Object.entries(ACTION_WORDS)) {
    const card = await chat.type(slackUser('UADAM'), 'why', action)
    expect(card.title).toMatch(/^You may /)
    expect(card.title.endsWith(words)).toBe(true)
  }
  expect(Object.keys(ACTION_WORDS).length).toBeGreaterThan(TEAM_ACTIONS.length)
})

test('owner and admins may ask about others, members about themselves only', async () => {
  const about = await chat.type(slackUser('UADAM'), 'why', 'member.invite person:Maya')
  expect(about.title).toBe('Maya may not invite people')
  expect((await chat.type(slackUser('UOLIVIA'), 'why', 'person:Adam member.invite')).title).toBe(
    'Adam may invite people',
  )
  expect((await chat.type(discordUser('DMAYA'), 'why', 'member.invite person:Adam')).title).toMatch(
    /^You may not do this/,
  )
  expect((await chat.type(discordUser('DMAYA'), 'why', 'member.invite person:Nobody')).title).toMatch(
    /^You may not do this/,
  )
  expect((await chat.type(discordUser('DMAYA'), 'why', 'member.invite person:Maya')).title).toBe(
    'You may not invite people',
  )
})

test('/why about the workspace tells the roles of whom it is asked', async () => {
  const mine = await chat.type(slackUser('UADAM'), 'why', 'agent.manage')
  expect(wordsOf(mine)).toMatch(/You may manage agents.*Agent Manager of workspace Main/s)
  expect(mine.tone).toBe('success')
  const hers = await chat.type(slackUser('UADAM'), 'why', 'agent.manage person:Maya')
  expect(wordsOf(hers)).toMatch(/Maya may not manage agents.*no role in workspace Main/s)
})

test.each(['everything', '<!channel>', '🙂'])('%p is no permission', async (word) => {
  expect((await chat.type(slackUser('UADAM'), 'why', `permission:${word}`)).title).toBe(
    'There is no such permission',
  )
})
