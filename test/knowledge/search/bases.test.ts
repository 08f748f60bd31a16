import { readableVersions, searchKnowledge } from '../../../src/knowledge'
import { createTestDatabase, type TestDatabase } from '../../support/database'
import { createShelf, type Shelf } from './shelf'

let database: TestDatabase
let shelf: Shelf
let base: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  shelf = await createShelf(database.dataSource)
  base = await shelf.use('Prices')
})

const secret = { readers: [{ kind: 'address', value: 'boss@acme.com' }] } as const
const remove = (sql: string) => database.dataSource.query(sql, [base])

test('a question searches the own base and all used ones together, the best passage first wherever it stands', async () => {
  await shelf.document('Own', ['The lobby has a fountain.'])
  await shelf.document('Used', ['The fountain of the lobby is from 1890; the fountain runs at night.'], {
    base,
  })
  const more = await shelf.use('More')
  await shelf.document('Other', ['Lobby hours.'], { base: more })
  expect(await shelf.ask('lobby fountain 1890')).toEqual([
    'The fountain of the lobby is from 1890; the fountain runs at night.',
    'The lobby has a fountain.',
    'Lobby hours.',
  ])
})

test('passages of several bases rank as they would in one', async () => {
  const texts = Array.from(
    { length: 40 },
    (_, n) => `Shelf ${n} holds ${n % 4 === 0 ? 'copper' : 'iron'} and ${n % 5 ? 'nails' : 'bolts'}.`,
  )
  const one = await createShelf(database.dataSource)
  await one.document('All', texts)
  await shelf.document('Half', texts.slice(0, 20))
  await shelf.document('All', texts.slice(20), { base })
  for (const question of ['copper bolts', 'shelf 17', 'iron nials'])
    expect((await shelf.ask(question)).slice().sort()).toEqual((await one.ask(question)).slice().sort())
})

test('each document of each base is found by who may read it (F115, B14)', async () => {
  await shelf.document('Own', ['The salary of cooks is five.'], secret)
  await shelf.document('Used', ['The salary of waiters is six.'], { base, ...secret })
  await shelf.document('Open', ['The salary of guards is seven.'], { base })
  const boss = await shelf.person('boss@acme.com')
  expect(await shelf.ask('salary', boss)).toHaveLength(3)
  for (const asker of [null, await shelf.person('x@acme.com.evil.org')])
    expect(await shelf.ask('salary', asker)).toEqual(['The salary of guards is seven.'])
})

test('a misspelt word is corrected from every base, and never by a word of what the asker may not read', async () => {
  await shelf.document('Own', ['The project room is on the second floor.'])
  await shelf.document('Staff', ['Zebulon Kowalczyk leads the project.'], { base, ...secret })
  await shelf.document('Rooms', ['The cafeteria is next to it.'], { base })
  expect(await shelf.ask('cafetreia')).toEqual(['The cafeteria is next to it.'])
  expect(await shelf.ask('Kowalzcyk', await shelf.person('boss@acme.com'))).toEqual([
    'Zebulon Kowalczyk leads the project.',
  ])
  expect(await shelf.ask('Kowalzcyk', await shelf.person('maya@acme.com'))).toEqual([])
})

test('what a person may not read in a used base does not decide in which order they find things (F115, B14)', async () => {
  await shelf.document('One', ['The merger of the two lanes is at the gate.', 'A lane.'])
  await shelf.document('Two', ['The closure of the two lanes is at the gate.', 'A gate.'], { base })
  const maya = await shelf.person('maya@acme.com')
  const known = await shelf.ask('merger closure', maya)
  const word = known[0]?.includes('merger') ? 'merger' : 'closure'
  const plans = Array.from({ length: 20 }, (_, n) => `The ${word} is due on day ${n}.`)
  await shelf.document('Plans', plans, { base, ...secret })
  expect(await shelf.ask('merger closure', maya)).toEqual(known)
})

test.each([
  ['taken from the agent', 'DELETE FROM agent_base WHERE base_id = $1'],
  ['deleted', 'UPDATE knowledge_base SET deleted_at = now() WHERE id = $1'],
])('nothing of a base that was %s is found, nor is it still good as a source (R4)', async (_how, sql) => {
  await shelf.document('Own', ['The lobby has a fountain.'])
  const { versionId } = await shelf.document('Used', ['The lobby is open at night.'], { base })
  const asked = { chatbotId: shelf.chatbotId, versionIds: [versionId], personId: null }
  expect(await shelf.ask('lobby night')).toHaveLength(2)
  expect([...(await readableVersions(database.dataSource, asked))]).toEqual([versionId])
  await remove(sql)
  expect(await shelf.ask('lobby night')).toEqual(['The lobby has a fountain.'])
  expect([...(await readableVersions(database.dataSource, asked))]).toEqual([])
})

test('who asks another chatbot finds nothing of a base that it does not use', async () => {
  await shelf.document('Used', ['The lobby is open at night.'], { base })
  const other = await createShelf(database.dataSource)
  expect(await other.ask('lobby')).toEqual([])
  const question = { chatbotId: base, question: 'lobby', personId: null, limit: 8 }
  expect(await searchKnowledge(database.dataSource, question)).toEqual([])
})
