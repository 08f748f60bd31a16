import { Client } from 'pg'
import { hashSecret, newCode } from '../../src/secrets'
import { createChat, wordsOf } from '../people/chat'
import { discordUser, rowsOf, slackUser } from '../people/fixture'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { until } from '../support/until'

let database: TestDatabase
const users = {
  UOLIVIA: { name: 'Olivia', confirmedEmail: 'Olivia@Acme.com', locale: 'en-GB', timeZone: 'Europe/London' },
  UOTHER: { name: 'Other' },
  UGUEST: { guest: true },
  UFOREIGN: { stranger: true },
  D1: { name: 'Dora' },
}

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

const counts = async () => {
  const tables = [
    'account',
    'workspace',
    'team',
    'membership',
    'account_admin',
    'workspace_user',
    'connection',
  ]
  const rows = await Promise.all(tables.map((table) => rowsOf(database.dataSource, table)))
  return rows.map((found) => found.length)
}

test('the claim code makes account, workspace, team and their first person in one write (F149, R1, F3, F4)', async () => {
  const db = database.dataSource
  const chat = createChat(db, users, async () => 'Acme')
  const code = await chat.accounts.claimCode()
  const card = await chat.type(slackUser('UOLIVIA'), 'link', code ?? '')
  expect(card.title).toBe('Welcome, Olivia')
  expect(await counts()).toEqual([1, 1, 1, 1, 1, 1, 1])
  expect(await rowsOf(db, 'person_address')).toMatchObject([{ address: 'olivia@acme.com' }])
  expect(await rowsOf(db, 'connection')).toMatchObject([{ platform: 'slack', tenant: 'T1', name: 'Acme' }])
  expect(await rowsOf(db, 'team')).toMatchObject([
    { name: 'Acme', member_chatbot_creation: false, member_document_uploads: false },
  ])
  const words = wordsOf(await chat.type(slackUser('UOLIVIA'), 'whoami'))
  for (const role of [
    'Owner of team Acme',
    'Workspace Admin of workspace Acme',
    'Account Admin of account Acme',
  ])
    expect(words).toContain(role)
  const entries = await rowsOf(db, 'audit_entry ORDER BY action')
  expect(entries.map((entry: { action: string }) => entry.action)).toEqual([
    'account.created',
    'address.added',
    'connection.made',
    'identity.linked',
    'team.created',
  ])
})

test('in Discord too, and without a name of the server there are plain ones', async () => {
  const chat = createChat(database.dataSource, users)
  const code = (await chat.accounts.claimCode()) ?? ''
  const direct = await chat.type(discordUser('D1'), 'link', code, { tenant: null })
  expect(direct.title).toBe('Please do this in a server')
  expect((await chat.type(discordUser('D1'), 'link', code)).title).toBe('Welcome, Dora')
  expect(await rowsOf(database.dataSource, 'team')).toMatchObject([{ name: 'Main team' }])
})

test.each([
  [' \n', 'Main team'],
  ['Acme\nOwner of team Beta', 'Acme Owner of team Beta'],
  [`${'a'.repeat(79)}😀`, `${'a'.repeat(79)}…`],
])('a server that is called %j gives a team called %j', async (told, name) => {
  const chat = createChat(database.dataSource, users, async () => told)
  const code = (await chat.accounts.claimCode()) ?? ''
  expect((await chat.type(discordUser('D1'), 'link', code)).title).toBe('Welcome, Dora')
  expect(await rowsOf(database.dataSource, 'team')).toMatchObject([{ name }])
})

test('a fresh code each start ends the older ones; with an account there is none', async () => {
  const chat = createChat(database.dataSource, users)
  const older = await chat.accounts.claimCode()
  const newer = await chat.accounts.claimCode()
  expect(newer).not.toBe(older)
  expect((await chat.type(slackUser('UOTHER'), 'link', older ?? '')).title).toBe('This code is not valid')
  expect((await chat.type(slackUser('UOTHER'), 'link', newer ?? '')).title).toBe('Welcome, Other')
  expect(await chat.accounts.claimCode()).toBeNull()
  expect((await chat.type(slackUser('UOLIVIA'), 'link', newer ?? '')).title).toBe('This code is not valid')
})

test('a code asked for while an account is being made is none, and none makes a second account (F149)', async () => {
  const chat = createChat(database.dataSource, users)
  const first = await chat.accounts.claimCode()
  const claimer = new Client({ connectionString: database.url })
  await claimer.connect()
  await claimer.query('BEGIN')
  await claimer.query(`UPDATE one_time_code SET used_at = now() WHERE purpose = 'claim'`)
  await claimer.query(`INSERT INTO account (id, name, created_at) VALUES ('A', 'Acme', now())`)
  const second = chat.accounts.claimCode()
  await until(async () => {
    const waiting = await claimer.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'
      AND datname = current_database()`)
    return waiting.rows.length > 0
  })
  await claimer.query('COMMIT')
  await claimer.end()
  expect(first).not.toBeNull()
  expect(await second).toBeNull()
  // As an older process would have left it.
  const left = newCode()
  await database.dataSource.query(
    `INSERT INTO one_time_code (code_hash, purpose, expires_at, created_at) VALUES ($1, 'claim', 'infinity', now())`,
    [hashSecret(left)],
  )
  expect((await chat.type(slackUser('UOTHER'), 'link', left)).title).toBe('This code is not valid')
  expect(await rowsOf(database.dataSource, 'account')).toHaveLength(1)
})

test('a code waits for weeks', async () => {
  const chat = createChat(database.dataSource, users)
  const code = await chat.accounts.claimCode()
  chat.clock.advance(60 * 24 * 60 * 60 * 1000)
  for (const sweep of chat.people.sweeps ?? []) await sweep.run()
  expect((await chat.type(slackUser('UOTHER'), 'link', code ?? '')).title).toBe('Welcome, Other')
})

test.each(['UGUEST', 'UFOREIGN', 'UNKNOWN'])(
  '%s cannot claim, and the code stays good (R22)',
  async (userId) => {
    const chat = createChat(database.dataSource, users)
    const code = (await chat.accounts.claimCode()) ?? ''
    expect((await chat.type(slackUser(userId), 'link', code)).tone).toBe('warning')
    expect(await counts()).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect((await chat.type(slackUser('UOTHER'), 'link', code)).tone).toBe('success')
  },
)

test('two people with the code at once: one account', async () => {
  const chat = createChat(database.dataSource, users)
  const code = (await chat.accounts.claimCode()) ?? ''
  const answers = await Promise.all(
    [slackUser('UOLIVIA'), slackUser('UOTHER'), discordUser('D1')].map((user) =>
      chat.type(user, 'link', code),
    ),
  )
  expect(answers.filter((card) => card.tone === 'success')).toHaveLength(1)
  expect(await counts()).toEqual([1, 1, 1, 1, 1, 1, 1])
})
