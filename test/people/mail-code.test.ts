import { isoTime, MINUTE_MS } from '../../src/clock'
import type { Owed } from '../../src/notices'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createChat, wordsOf } from './chat'
import {
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
  acme = await addOrganisation(database.dataSource, { slack: 'T1', discord: 'G1' })
  chat = createChat(
    database.dataSource,
    Object.fromEntries(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'F1', 'F2', 'F3'].map((id) => [id, {}])),
  )
  await addIdentity(database.dataSource, acme.ownerId, slackUser('UOWNER'))
})
afterAll(() => database.close())

/** The newest mail owed to an address, as the outbox hands it back, and the code in it. */
async function mailTo(address: string) {
  const [row] = await database.dataSource.query(
    `SELECT id, account_id AS "accountId", subject_id AS "subjectId", name, data FROM outbox
    WHERE kind = 'mail' AND data ->> 'to' = $1 ORDER BY created_at DESC LIMIT 1`,
    [address],
  )
  const drawn = await chat.people.mails?.find((kind) => kind.name === row.name)?.draw(row as Owed)
  return { row, drawn, code: drawn?.mail.code ?? '' }
}

const addressesOf = (personId: string) =>
  database.dataSource.query('SELECT address FROM person_address WHERE person_id = $1', [personId])

test('a mailed code proves an address of a known person, who may have several', async () => {
  for (const address of ['Olivia@Acme.com ', 'olivia@home.test']) {
    await chat.type(slackUser('UOWNER'), 'link', `address:"${address}"`)
    const folded = address.trim().toLowerCase()
    const { drawn, code } = await mailTo(folded)
    expect(drawn).toMatchObject({ to: folded, mail: { subject: 'Your Rolecall code' } })
    expect((await chat.type(slackUser('UOWNER'), 'link', code)).title).toBe('Your address is proved')
    chat.clock.advance(MINUTE_MS)
  }
  expect(await addressesOf(acme.ownerId)).toEqual([
    { address: 'olivia@acme.com' },
    { address: 'olivia@home.test' },
  ])
  const entries = await database.dataSource.query(
    `SELECT data FROM audit_entry WHERE action = 'address.added'`,
  )
  expect(entries).toHaveLength(2)
})

test('the code waits sealed in the outbox, and a used one is not mailed any more', async () => {
  await chat.type(discordUser('D1'), 'link', 'someone@acme.com')
  const { row, code, drawn } = await mailTo('someone@acme.com')
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  expect(JSON.stringify(row.data)).not.toContain(code)
  expect(drawn).not.toBeNull()
  await database.dataSource.query('UPDATE one_time_code SET used_at = now()')
  expect((await mailTo('someone@acme.com')).drawn).toBeNull()
})

test('whether anybody has the address, the answer does not tell', async () => {
  await addPerson(database.dataSource, 'Known', 'known@acme.com')
  const known = await chat.type(discordUser('D2'), 'link', 'address:known@acme.com')
  const unknown = await chat.type(discordUser('D2'), 'link', 'address:unknown@acme.com')
  expect(wordsOf(known).replace('known@', 'unknown@')).toBe(wordsOf(unknown))
})

test('an unknown chat user becomes the one person who has the address; for none nobody is made (F57)', async () => {
  const zoe = await addPerson(database.dataSource, 'Zoe', 'zoe@acme.com')
  await addMember(database.dataSource, acme, zoe)
  await chat.type(discordUser('D3'), 'link', 'address:zoe@acme.com')
  const { code } = await mailTo('zoe@acme.com')
  expect((await chat.type(discordUser('D4'), 'link', code)).title).toBe('This code is not valid')
  expect((await chat.type(discordUser('D3'), 'link', code)).title).toBe('You are Zoe, here on Discord too')
  const people = await database.dataSource.query('SELECT 1 FROM person')
  await chat.type(discordUser('D4'), 'link', 'address:nobody@acme.com')
  const refused = await chat.type(discordUser('D4'), 'link', (await mailTo('nobody@acme.com')).code)
  expect(refused.title).toBe('I do not know you yet')
  expect(await database.dataSource.query('SELECT 1 FROM person')).toHaveLength(people.length)
})

test('an address of two people links nobody, whoever proves it (H9)', async () => {
  for (const name of ['One', 'Two']) await addPerson(database.dataSource, name, 'shared@acme.com')
  await chat.type(discordUser('D5'), 'link', 'address:Shared@Acme.com')
  const refused = await chat.type(discordUser('D5'), 'link', (await mailTo('shared@acme.com')).code)
  expect(refused.title).toBe('Your address belongs to more than one person here')
  expect((await chat.type(discordUser('D5'), 'whoami')).tone).toBe('warning')
})

test('three mails within fifteen minutes are enough', async () => {
  const ask = () => chat.type(discordUser('D6'), 'link', 'address:six@acme.com')
  for (let mails = 0; mails < 3; mails += 1) expect((await ask()).title).toBe('A code is on its way')
  expect((await ask()).title).toBe('Too many tries')
  chat.clock.advance(15 * MINUTE_MS)
  expect((await ask()).title).toBe('A code is on its way')
})

test('five mails to one address within fifteen minutes are enough, whoever asks; nobody learns of the others', async () => {
  const mails = async () =>
    (await database.dataSource.query(`SELECT 1 FROM outbox WHERE data ->> 'to' = 'flooded@acme.com'`)).length
  const ask = (user: string) => chat.type(discordUser(user), 'link', 'address:flooded@acme.com')
  const users = ['F1', 'F1', 'F1', 'F2', 'F2', 'F2', 'F3']
  for (const user of users) expect((await ask(user)).title).toBe('A code is on its way')
  expect(await mails()).toBe(5)
  chat.clock.advance(15 * MINUTE_MS)
  await ask('F3')
  expect(await mails()).toBe(6)
})

test.each(['not an address', 'a@b', '<@U123>@x', `${'a'.repeat(240)}@acme.com.example.org`])(
  '%p is no address, and nothing is mailed',
  async (address) => {
    const owed = () => database.dataSource.query('SELECT 1 FROM outbox')
    const before = await owed()
    const card = await chat.type(slackUser('UOWNER'), 'link', `address:"${address}"`)
    expect(card.title).toMatch(/^(This is not an e-mail address|What you gave for “address” is too long)/)
    expect(await owed()).toHaveLength(before.length)
  },
)

test('in a direct message of somebody unknown there is no workspace to mail for', async () => {
  const card = await chat.type(discordUser('D6'), 'link', 'address:six@acme.com', { tenant: null })
  expect(card.title).toBe('Please do this in a server')
})

test('an address is unlinked after a question; what it proved is gone', async () => {
  const list = await chat.type(slackUser('UOWNER'), 'link')
  const row = list.rows?.find(({ text }) => JSON.stringify(text).includes('olivia@home.test'))
  const question = await chat.press(slackUser('UOWNER'), row?.button?.press ?? '')
  const [unlink] = question.buttons ?? []
  if (!unlink || !('press' in unlink)) throw new Error('no button')
  expect(await addressesOf(acme.ownerId)).toHaveLength(2)
  expect((await chat.press(slackUser('UOWNER'), unlink.press)).title).toBe('Unlinked')
  expect(await addressesOf(acme.ownerId)).toEqual([{ address: 'olivia@acme.com' }])
})

test('R15 a mailed code ends after fifteen minutes, to the millisecond, and is not mailed any more; no sweep is needed', async () => {
  for (const address of ['early@acme.com', 'late@acme.com'])
    await chat.type(slackUser('UOWNER'), 'link', `address:${address}`)
  const [{ code: early }, { code: late }] = [await mailTo('early@acme.com'), await mailTo('late@acme.com')]
  chat.clock.advance(15 * MINUTE_MS - 1)
  expect((await chat.type(slackUser('UOWNER'), 'link', early)).title).toBe('Your address is proved')
  chat.clock.advance(1)
  expect((await chat.type(slackUser('UOWNER'), 'link', late)).title).toBe('This code is not valid')
  expect((await mailTo('late@acme.com')).drawn).toBeNull()
})

test('what is too old to be asked for is swept away in batches, once by two processes; what is not over stays', async () => {
  const [sweep] = chat.people.sweeps ?? []
  chat.clock.advance(31 * MINUTE_MS)
  await database.dataSource.query(
    `INSERT INTO one_time_code (code_hash, purpose, expires_at, created_at)
     SELECT sha256(n::text::bytea), 'identity', $1, $1 FROM generate_series(1, 1500) n`,
    [isoTime(chat.clock.now() - 16 * MINUTE_MS)],
  )
  await chat.type(slackUser('UOWNER'), 'link', 'address:fresh@acme.com')
  const count = async (table: string) =>
    (await database.dataSource.query(`SELECT count(*) AS rows FROM ${table}`))[0].rows
  const before = (await count('one_time_code')) + (await count('code_try'))
  const gone = await Promise.all([sweep?.run(), sweep?.run()])
  gone.push(await sweep?.run())
  expect(await sweep?.run()).toBe(0)
  expect([await count('one_time_code'), await count('code_try')]).toEqual([1, 2])
  expect(gone.reduce<number>((sum, some = 0) => sum + some, 0)).toBe(before - 3)
})
