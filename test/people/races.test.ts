import { isoTime } from '../../src/clock'
import { takeTry } from '../../src/people'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createChat } from './chat'
import { AT, addIdentity, addMember, addOrganisation, addPerson, discordUser, slackUser } from './fixture'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** How many of twenty tries at the same moment pass. */
async function passesOf(attempt: (key: string) => Promise<boolean>): Promise<number> {
  const passed = await Promise.all(Array.from({ length: 20 }, (_, index) => attempt(`try ${index}`)))
  return passed.filter(Boolean).length
}

test('of twenty tries at once at most five pass', async () => {
  const attempt = async (key: string) =>
    (await takeTry(database.dataSource, 'ours', 5, { key, at: AT })) === undefined
  expect(await passesOf(attempt)).toBeLessThanOrEqual(5)
})

test('negative control: tries that are counted before they are noted pass by the dozen', async () => {
  const db = database.dataSource
  // All count before any is noted: the order that the database may choose at any time.
  const counted = await Promise.all(
    Array.from({ length: 20 }, () => db.query(`SELECT count(*) AS tries FROM code_try WHERE who = 'naive'`)),
  )
  const passed = counted.filter(([found]) => found.tries < 5)
  for (const [index] of passed.entries())
    await db.query(`INSERT INTO code_try (who, key, at) VALUES ('naive', $1, $2)`, [
      String(index),
      isoTime(AT),
    ])
  const [noted] = await db.query(`SELECT count(*) AS tries FROM code_try WHERE who = 'naive'`)
  expect(noted.tries).toBeGreaterThan(5)
})

test('one try delivered eleven times counts once (R19)', async () => {
  const deliveries = Array.from({ length: 11 }, () =>
    takeTry(database.dataSource, 'repeated', 5, { key: 'one', at: AT }),
  )
  expect(await Promise.all(deliveries)).toEqual(Array(11).fill(undefined))
})

/** A person with one chat user on each platform and no address. */
async function personOnBoth(tenant: string) {
  const db = database.dataSource
  const organisation = await addOrganisation(db, { slack: tenant, discord: `G-${tenant}` })
  const personId = await addPerson(db, 'Xena')
  await addMember(db, organisation, personId)
  const users = [slackUser('UXENA', tenant), discordUser(`D-${tenant}`)] as const
  for (const user of users) await addIdentity(db, personId, user)
  const idsLeft = async (): Promise<string[]> => {
    const rows = await db.query(
      'SELECT id FROM chat_identity WHERE person_id = $1 ORDER BY platform DESC, id',
      [personId],
    )
    return rows.map((row: { id: string }) => row.id)
  }
  return { users, idsLeft }
}

test('both chat users of a person unlinked at once: one stays', async () => {
  const chat = createChat(database.dataSource, {})
  const { users, idsLeft } = await personOnBoth('T1')
  const ids = await idsLeft()
  await Promise.all(
    users.map((user, index) =>
      chat.press(user, `people.unlinkIdentity:${ids[index]}`, { tenant: index ? 'G-T1' : 'T1' }),
    ),
  )
  expect(await idsLeft()).toHaveLength(1)
})

test('negative control: looking first and deleting then leaves none', async () => {
  const { idsLeft } = await personOnBoth('T2')
  // Both look before either deletes: the order that the database may choose at any time.
  const ids = await idsLeft()
  const looked = await Promise.all(ids.map(async (id) => ({ id, may: (await idsLeft()).length > 1 })))
  for (const { id, may } of looked)
    if (may) await database.dataSource.query('DELETE FROM chat_identity WHERE id = $1', [id])
  expect(await idsLeft()).toHaveLength(0)
})
