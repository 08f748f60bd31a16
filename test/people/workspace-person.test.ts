import { MINUTE_MS } from '../../src/clock'
import { findWorkspacePerson, suggestWorkspacePeople } from '../../src/people'
import { createTestDatabase, type TestDatabase } from '../support/database'
import {
  AT,
  addIdentity,
  addOrganisation,
  addPerson,
  discordUser,
  type Organisation,
  slackUser,
} from './fixture'

let database: TestDatabase
let acme: Organisation
let beta: Organisation
let asker: string
let asked = 0

beforeAll(async () => {
  database = await createTestDatabase()
  const db = database.dataSource
  acme = await addOrganisation(db, { slack: 'T1' })
  beta = await addOrganisation(db, { slack: 'T2' })
  await addUser('Ann', 'ann@acme.com')
  await addUser('Anna', 'anna@acme.com')
  await addUser('Bo', 'bo@acme.com')
  await addUser('come.by.mail@acme.com', 'come.by.mail@acme.com')
})
afterAll(() => database.close())
beforeEach(async () => {
  asker = await addPerson(database.dataSource, 'Olivia')
})

async function addUser(name: string, address: string, { accountId, workspaceId } = acme): Promise<string> {
  const db = database.dataSource
  const personId = await addPerson(db, name, address)
  await db.query(`INSERT INTO workspace_user VALUES ($1, $2, $3, 'chatUser', now())`, [
    workspaceId,
    personId,
    accountId,
  ])
  return personId
}

/** What the asker gets for these words, each time by another click. */
async function find(typed: string, { at = AT, scope = acme, user = slackUser('U1'), key = '' } = {}) {
  asked += 1
  const actor = { personId: asker, name: 'Olivia', accountRoles: [], workspaceRoles: [], teamRoles: [] }
  const context = { actor, sender: { ...user, name: 'Olivia' }, key: key || `click-${asked}`, at }
  const found = await findWorkspacePerson(database.dataSource, scope, typed, context)
  return 'refused' in found ? found.code : found.map(({ name }) => name)
}

test('a person is found by name in full before those whose names begin like it', async () => {
  expect(await find('ann')).toEqual(['Ann'])
  expect(await find('@ANNA')).toEqual(['Anna'])
  expect(await find('an')).toEqual(['Ann', 'Anna'])
  expect(await find('zoe')).toEqual([])
})

test('a person is found by id, which is what a picker sends', async () => {
  const id = await addUser('Ida', 'ida@acme.com')
  expect(await find(id)).toEqual(['Ida'])
})

test('a person is found by a mention on the platform of the asker only (R22)', async () => {
  const db = database.dataSource
  const id = await addUser('Mia', 'mia@acme.com')
  await addIdentity(db, id, slackUser('U777'))
  await addIdentity(db, id, discordUser('777'))
  expect(await find('<@U777|mia>')).toEqual(['Mia'])
  expect(await find('<@777>', { user: discordUser('5') })).toEqual(['Mia'])
  expect(await find('<@777>')).toEqual([])
  expect(await find('<@U777>', { user: slackUser('U1', 'T2') })).toEqual([])
})

test('a person is found by a proved address, however it was typed (H9)', async () => {
  expect(await find(' Ann@Acme.com ')).toEqual(['Ann'])
  expect(await find('<mailto:ann@acme.com|ann@acme.com>')).toEqual(['Ann'])
  expect(await find('Ann <ann@acme.com>')).toEqual(['Ann'])
})

test('an address that only another organisation confirms finds nobody here (R21)', async () => {
  const db = database.dataSource
  const id = await addUser('Eve', 'eve@acme.com')
  await db.query('UPDATE person_address SET confirmed_in = $2 WHERE person_id = $1', [id, beta.accountId])
  expect(await find('eve@acme.com')).toEqual([])
  await db.query('UPDATE person_address SET confirmed_in = $2 WHERE person_id = $1', [id, acme.accountId])
  expect(await find('eve@acme.com')).toEqual(['Eve'])
})

test('people of another account are nobody, by whatever word (R21, F150)', async () => {
  const id = await addUser('Foreign Fay', 'fay@beta.com', beta)
  await addIdentity(database.dataSource, id, slackUser('UFAY'))
  for (const word of [id, 'fay@beta.com', 'Foreign Fay', '<@UFAY>']) expect(await find(word)).toEqual([])
  expect(await find('fay@beta.com', { scope: beta })).toEqual(['Foreign Fay'])
})

test('users of another workspace of the same account are nobody; admins of the account are known in all', async () => {
  const db = database.dataSource
  const workspaceId = `${acme.workspaceId.slice(0, -1)}~`
  await db.query(`INSERT INTO workspace VALUES ($1, $2, 'Other', now())`, [workspaceId, acme.accountId])
  await addUser('Otto', 'otto@acme.com', { ...acme, workspaceId })
  const ada = await addPerson(db, 'Ada', 'ada@acme.com')
  await db.query('INSERT INTO account_admin VALUES ($1, $2, now())', [acme.accountId, ada])
  expect(await find('otto@acme.com')).toEqual([])
  expect(await find('Otto', { scope: { ...acme, workspaceId } })).toEqual(['Otto'])
  expect(await find('ada@acme.com')).toEqual(['Ada'])
  expect(await find('Ada', { scope: { ...acme, workspaceId } })).toEqual(['Ada'])
})

test('after five wrong addresses within 15 minutes even a right one is refused, so that nobody tries them all', async () => {
  for (const guess of ['a', 'b', 'c', 'd', 'e']) expect(await find(`${guess}@acme.com`)).toEqual([])
  expect(await find('f@acme.com')).toBe('tooManyTries')
  expect(await find('ann@acme.com')).toBe('tooManyTries')
  expect(await find('Ann')).toEqual(['Ann'])
  expect(await find('ann@acme.com', { at: AT + 15 * MINUTE_MS })).toEqual(['Ann'])
})

test('right addresses are no tries, and the same click delivered again is one', async () => {
  for (let time = 0; time < 8; time += 1) expect(await find('ann@acme.com')).toEqual(['Ann'])
  for (let time = 0; time < 8; time += 1) expect(await find('x@acme.com', { key: 'the same' })).toEqual([])
  for (let time = 0; time < 8; time += 1) expect(await find('not an@address')).toEqual([])
  expect(await find('ann@acme.com')).toEqual(['Ann'])
})

test('guesses made from one open form are counted one by one', async () => {
  for (const guess of ['a', 'b', 'c', 'd', 'e']) await find(`${guess}@acme.com`, { key: 'one form' })
  expect(await find('f@acme.com', { key: 'one form' })).toBe('tooManyTries')
})

test('suggestions go by the beginning of names, and an address suggests nobody', async () => {
  const suggest = async (typed: string) =>
    (await suggestWorkspacePeople(database.dataSource, acme, typed)).map(({ name }) => name)
  expect(await suggest('an')).toEqual(['Ann', 'Anna'])
  expect(await suggest('ann')).toEqual(['Ann', 'Anna'])
  expect(await suggest('ann@acme.com')).toEqual([])
  expect(await suggest('@')).toEqual([])
})

test('who is still called by their address is found by all of it, never by its beginning', async () => {
  expect(await find('come.by')).toEqual([])
  expect(await find('come.by.mail@acme.com')).toEqual(['come.by.mail@acme.com'])
  expect(await suggestWorkspacePeople(database.dataSource, acme, 'come')).toEqual([])
})
