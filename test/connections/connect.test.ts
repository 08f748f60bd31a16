import type { ChatUser, Interaction } from '../../src/chat'
import { isoTime, MINUTE_MS } from '../../src/clock'
import { connectCard } from '../../src/connections/views'
import type { Owed } from '../../src/notices'
import { cardOf, codeIn, createChat, typed } from '../people/chat'
import {
  AT,
  addIdentity,
  addMember,
  addOrganisation,
  addPerson,
  discordUser,
  interactionOf,
  type Organisation,
  rowsOf,
  slackUser,
} from '../people/fixture'
import { createTestDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
let acme: Organisation
let chat: ReturnType<typeof createChat>

beforeEach(async () => {
  database = await createTestDatabase()
  const db = database.dataSource
  acme = await addOrganisation(db, { slack: 'T1' })
  await db.query(`INSERT INTO workspace_user VALUES ($1, $2, $3, 'workspaceAdmin', $4)`, [
    acme.workspaceId,
    acme.ownerId,
    acme.accountId,
    isoTime(AT),
  ])
  await addIdentity(db, acme.ownerId, slackUser('UOLIVIA'))
  const users = { D1: { name: 'Dora' }, UBOSS: { managesTenant: true }, UMAYA: { managesTenant: false } }
  chat = createChat(db, users, async () => 'Acme builders')
})
afterEach(() => database.close())

const askCode = async () => codeIn(await chat.press(slackUser('UOLIVIA'), 'connections.connect'))

/** Types the code in the Discord server G1. */
const typeCode = async (
  user: ChatUser,
  code: string,
  more: { manages?: boolean; tenant?: string | null } = {},
) => {
  const { manages = true, tenant = 'G1' } = more
  const sender: Interaction['sender'] = { ...user, name: 'Dora', managesTenant: manages }
  return cardOf(await chat.deliver({ ...interactionOf(user, { ...typed('link', code), tenant }), sender }))
}

test('one command with a code connects a Discord server, and says what comes next', async () => {
  const db = database.dataSource
  const code = await askCode()
  const card = await typeCode(discordUser('D1'), code)
  expect(card.title).toBe('Acme builders is connected')
  expect(await rowsOf(db, `connection WHERE platform = 'discord'`)).toMatchObject([
    {
      tenant: 'G1',
      account_id: acme.accountId,
      workspace_id: acme.workspaceId,
      default_team_id: acme.teamId,
      name: 'Acme builders',
    },
  ])
  const [entry] = await rowsOf(db, `audit_entry WHERE action = 'connection.made'`)
  expect(entry).toMatchObject({ actor_id: acme.ownerId, workspace_id: acme.workspaceId, platform: 'discord' })
  const linkCode = codeIn(await chat.type(slackUser('UOLIVIA'), 'link'))
  expect((await typeCode(discordUser('D1'), linkCode)).title).toBe('You are Olivia, here on Discord too')
})

test('who asked for the code is told', async () => {
  await typeCode(discordUser('D1'), await askCode())
  const [row] = await rowsOf(database.dataSource, `outbox WHERE kind = 'notice'`)
  expect(row).toMatchObject({ name: 'connection.made', person_id: acme.ownerId })
  const owed: Owed & { personId: string } = { ...row, personId: row.person_id }
  const kind = chat.accounts.notices?.find(({ name }) => name === row.name)
  const drawn = await kind?.draw(owed, { locale: 'en', timeZone: 'UTC', now: AT })
  expect(drawn?.card.title).toBe('Acme builders is connected')
})

test('without the right to manage the server it is refused, and the code stays good', async () => {
  const code = await askCode()
  const refused = await typeCode(discordUser('D1'), code, { manages: false })
  expect(refused.title).toBe('Only somebody who manages this server can connect it')
  expect((await typeCode(discordUser('D1'), code)).tone).toBe('success')
})

test('of a Slack workspace the profile says who manages it', async () => {
  const code = await askCode()
  const typeInSlack = async (userId: string) =>
    cardOf(
      await chat.deliver(interactionOf(slackUser(userId, 'T2'), { ...typed('link', code), tenant: 'T2' })),
    )
  expect((await typeInSlack('UMAYA')).title).toBe('Only somebody who manages this server can connect it')
  expect((await typeInSlack('UBOSS')).title).toBe('Acme builders is connected')
})

test('a direct message belongs to no server', async () => {
  const refused = await typeCode(discordUser('D1'), await askCode(), { tenant: null })
  expect(refused.title).toBe('Please do this in a server')
})

test('a server is connected once, also when two codes are typed at the same moment', async () => {
  const codes = [await askCode(), await askCode()]
  const answers = await Promise.all(codes.map((code) => typeCode(discordUser('D1'), code)))
  expect(answers.map((card) => card.tone).sort()).toEqual(['success', 'warning'])
  expect(answers.map((card) => card.title).join()).toContain('already connected')
  expect(await rowsOf(database.dataSource, `connection WHERE platform = 'discord'`)).toHaveLength(1)
})

test('whoever may not change the workspace settings gets no code', async () => {
  const db = database.dataSource
  const maya = await addPerson(db, 'Maya')
  await addMember(db, acme, maya, 'admin')
  await addIdentity(db, maya, slackUser('UMAYA'))
  expect((await chat.press(slackUser('UMAYA'), 'connections.connect')).tone).toBe('warning')
  expect(await rowsOf(db, 'one_time_code')).toHaveLength(0)
})

test('a code dies with the right of whoever asked for it (R4), and after fifteen minutes', async () => {
  const [early, late] = [await askCode(), await askCode()]
  const setRole = (role: string) => database.dataSource.query('UPDATE workspace_user SET role = $1', [role])
  await setRole('chatUser')
  expect((await typeCode(discordUser('D1'), early)).title).toBe('This code is not valid')
  await setRole('workspaceAdmin')
  chat.clock.advance(15 * MINUTE_MS)
  expect((await typeCode(discordUser('D1'), late)).title).toBe('This code is not valid')
})

test('the card leads to where Rolecall is added: to Slack with the code, to Discord by its own page', () => {
  const slack = {
    url: 'https://rolecall.test/slack/install',
    oauth: { authorizeUrl: () => '', exchange: async () => null },
  }
  const discord = { url: 'https://discord.com/oauth2/authorize?client_id=1' }
  expect(connectCard('Main', 'AAAAA-BBBBB', AT, { slack, discord }).buttons).toEqual([
    { label: 'Add to Slack', href: 'https://rolecall.test/slack/install?code=AAAAA-BBBBB' },
    { label: 'Add to Discord', href: discord.url },
  ])
  expect(connectCard('Main', 'AAAAA-BBBBB', AT).buttons).toEqual([])
})
