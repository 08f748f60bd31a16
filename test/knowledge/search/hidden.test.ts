import { createTestDatabase, type TestDatabase } from '../../support/database'
import { createShelf, type Shelf } from './shelf'

let database: TestDatabase
let shelf: Shelf

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  shelf = await createShelf(database.dataSource)
})

const secret = { readers: [{ kind: 'address', value: 'boss@acme.com' }] } as const

test('what a person may not read does not decide whether other words of theirs are searched for (F115, B14)', async () => {
  const texts = Array.from({ length: 1_300 }, (_, n) => `Vacation rule number ${n}.`)
  await shelf.document('Rules', texts)
  const maya = await shelf.person('maya@acme.com')
  const known = await shelf.ask('zebra vacation', maya)
  await shelf.document('Plans', ['We shall buy the company Zebra.'], secret)
  expect(await shelf.ask('zebra vacation', maya)).toEqual(known)
})

test('what a person may not read does not decide in which order they find things (F115, B14)', async () => {
  await shelf.document('One', ['The merger of the two lanes is at the gate.', 'A lane.'])
  await shelf.document('Two', ['The closure of the two lanes is at the gate.', 'A gate.'])
  const maya = await shelf.person('maya@acme.com')
  const known = await shelf.ask('merger closure', maya)
  await shelf.document(
    'Plans',
    Array.from(
      { length: 20 },
      (_, n) => `The ${known[0]?.includes('merger') ? 'merger' : 'closure'} is due on day ${n}.`,
    ),
    secret,
  )
  expect(await shelf.ask('merger closure', maya)).toEqual(known)
})

test('however many words of hidden passages are like a misspelt one, it is corrected to one that is not (F115, B14)', async () => {
  await shelf.document('Money', ['The budget is spent.'])
  const maya = await shelf.person('maya@acme.com')
  const alike = [...'abcdefgh'].flatMap((one) => [...'abcdefgh'].map((other) => `budgez${one}${other}`))
  await shelf.document('Names', [alike.join(', ')], secret)
  expect(await shelf.ask('budgez', maya)).toEqual(['The budget is spent.'])
})
