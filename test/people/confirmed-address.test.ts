import { isoTime } from '../../src/clock'
import { findHolders } from '../../src/people'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { cardOf, createChat, secrets } from './chat'
import {
  AT,
  addIdentity,
  addMember,
  addOrganisation,
  addPerson,
  discordUser,
  interactionOf,
  type Organisation,
  slackUser,
} from './fixture'

let database: TestDatabase
let acme: Organisation
let beta: Organisation

beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, { slack: 'T1', discord: 'G1' })
  beta = await addOrganisation(database.dataSource, { slack: 'T2', discord: 'G2' })
})
afterAll(() => database.close())

/** Somebody known in both accounts, whose address only Beta's Slack confirms. */
async function confirmedInBeta(name: string, address: string): Promise<string> {
  const db = database.dataSource
  const personId = await addPerson(db, name)
  await db.query('INSERT INTO person_address VALUES ($1, $2, $3, $4)', [
    personId,
    address,
    isoTime(AT),
    beta.accountId,
  ])
  await addMember(db, acme, personId)
  await addMember(db, beta, personId)
  return personId
}

const whoami = async (chat: ReturnType<typeof createChat>, user = slackUser('UVIC')) =>
  (await chat.type(user, 'whoami')).title

test("what one account's Slack confirms makes nobody a holder in another account (R21, R22)", async () => {
  const personId = await confirmedInBeta('Mallory', 'victim@acme.com')
  const chat = createChat(database.dataSource, { UVIC: { confirmedEmail: 'victim@acme.com' } })
  expect(await whoami(chat)).not.toMatch(/^You are/)
  expect(await findHolders(database.dataSource, ['victim@acme.com', acme.accountId])).toEqual([])
  expect(await findHolders(database.dataSource, ['victim@acme.com', beta.accountId])).toEqual([
    { personId, accountId: null },
  ])
})

test('who is known in two accounts is bound by no Slack’s word: it would open the other one too (R21)', async () => {
  await confirmedInBeta('Max', 'max@acme.com')
  const chat = createChat(database.dataSource, { UMAX: { confirmedEmail: 'max@acme.com' } })
  expect(await whoami(chat, slackUser('UMAX', 'T2'))).toBe('I do not know you yet')
})

test('a claim in another account does not stand in the way of who proved the address by mail (R22)', async () => {
  const db = database.dataSource
  await confirmedInBeta('Mallory', 'vera@acme.com')
  await addMember(db, acme, await addPerson(db, 'Vera', 'vera@acme.com'))
  const chat = createChat(db, { UVERA: { confirmedEmail: 'vera@acme.com' } })
  expect(await whoami(chat, slackUser('UVERA'))).toBe('You are Vera')
})

test('a mailed code lets a confirmed address count everywhere, and no confirmation narrows it again (R22)', async () => {
  const db = database.dataSource
  const personId = await confirmedInBeta('Paula', 'paula@acme.com')
  await addIdentity(db, personId, discordUser('D-paula'))
  const chat = createChat(db, { UPAULA: { confirmedEmail: 'paula@acme.com' } })
  await chat.type(discordUser('D-paula'), 'link', 'paula@acme.com')
  const [row] = await db.query(`SELECT data ->> 'sealed' AS sealed FROM outbox WHERE name = 'link.code'`)
  const proved = await chat.type(discordUser('D-paula'), 'link', secrets.open(row.sealed))
  expect(proved.title).toBe('Your address is proved')
  expect(await findHolders(db, ['paula@acme.com', acme.accountId])).toEqual([{ personId, accountId: null }])
})

test('who founds an account from Slack has the address that Slack confirms in that account alone (F149, R21)', async () => {
  const fresh = await createTestDatabase()
  const db = fresh.dataSource
  const chat = createChat(db, { UNEW: { name: 'Mallory', confirmedEmail: 'victim@acme.com' } })
  const code = String(await chat.accounts.claimCode())
  const founded = await chat.deliver(
    interactionOf(slackUser('UNEW', 'T9'), {
      happening: { kind: 'command', command: 'link', words: { line: code } },
    }),
  )
  expect(cardOf(founded).title).toBe('Welcome, Mallory')
  const [account] = await db.query('SELECT id FROM account')
  expect(await findHolders(db, ['victim@acme.com', account.id])).toHaveLength(1)
  expect(await findHolders(db, ['victim@acme.com', 'another account'])).toEqual([])
  await fresh.close()
})
