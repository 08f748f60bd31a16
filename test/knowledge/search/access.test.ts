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

const OPEN = 'The cafeteria opens at eight.'
const SECRET = 'The cafeteria closes for good in March.'
const restrictTo = async (kind: 'address' | 'domain' | 'team', value: string) => {
  await shelf.document('Opening hours', [OPEN])
  await shelf.document('Plans', [SECRET], { readers: [{ kind, value }] })
}
const reads = async (personId: string | null) => (await shelf.ask('cafeteria', personId)).includes(SECRET)

test('a restricted document is found by those listed and by nobody else (F115)', async () => {
  await restrictTo('address', 'ann@acme.com')
  expect(await reads(await shelf.person('ann@acme.com'))).toBe(true)
  expect(await reads(await shelf.person('bob@acme.com'))).toBe(false)
  expect(await reads(await shelf.person())).toBe(false)
})

test('where others see the answer, nothing restricted is found, and what is open is (B14)', async () => {
  await restrictTo('address', 'ann@acme.com')
  expect(await shelf.ask('cafeteria', null)).toEqual([OPEN])
})

test.each([
  ['x@acme.com', true],
  ['x@acme.com.evil.org', false],
  ['x@evilacme.com', false],
  ['x@sub.acme.com', false],
  ['acme.com@evil.org', false],
])('*@acme.com lets %s read: %s (F116)', async (address, expected) => {
  await restrictTo('domain', 'acme.com')
  expect(await reads(await shelf.person(address))).toBe(expected)
})

test('an address that only a Slack says is theirs counts in the account of that Slack alone', async () => {
  await restrictTo('address', 'ann@acme.com')
  const other = await createShelf(database.dataSource)
  const here = await shelf.person({ address: 'ann@acme.com', confirmedIn: shelf.accountId })
  const elsewhere = await shelf.person({ address: 'ann@acme.com', confirmedIn: other.accountId })
  expect(await reads(here)).toBe(true)
  expect(await reads(elsewhere)).toBe(false)
})

test('members of a listed team read it until they leave (R4)', async () => {
  await restrictTo('team', shelf.teamId)
  const maya = await shelf.person()
  expect(await reads(maya)).toBe(false)
  await shelf.join(maya)
  expect(await reads(maya)).toBe(true)
  await shelf.leave(maya)
  expect(await reads(maya)).toBe(false)
})

test('a misspelt word is never corrected by a document the asker may not read', async () => {
  await shelf.document('Staff', ['Zebulon Kowalczyk leads the project.'], {
    readers: [{ kind: 'address', value: 'ann@acme.com' }],
  })
  await shelf.document('Rooms', ['The project room is on the second floor.'])
  const ann = await shelf.person('ann@acme.com')
  expect(await shelf.ask('Kowalzcyk', ann)).toEqual(['Zebulon Kowalczyk leads the project.'])
  expect(await shelf.ask('Kowalzcyk', await shelf.person())).toEqual([])
})

test('what the asker may not read takes no part in corrections, however near its words are', async () => {
  await shelf.document('Names', ['Budgax, budgay.'], {
    readers: [{ kind: 'address', value: 'ann@acme.com' }],
  })
  await shelf.document('Money', ['The budget is spent.'])
  expect(await shelf.ask('budgaz')).toEqual(['The budget is spent.'])
  expect(await shelf.ask('budgaz', await shelf.person('ann@acme.com'))).toEqual(['Budgax, budgay.'])
})

test('a word that stands only in what the asker may not read is unknown to them', async () => {
  await shelf.document('Staff', ['Budgat is a name.'], {
    readers: [{ kind: 'address', value: 'ann@acme.com' }],
  })
  await shelf.document('Money', ['The budget is spent.'])
  expect(await shelf.ask('budgat')).toEqual(['The budget is spent.'])
})

test('another chatbot finds nothing of it, nor does a deleted one', async () => {
  await shelf.document('Opening hours', [OPEN])
  const other = await createShelf(database.dataSource)
  expect(await other.ask('cafeteria')).toEqual([])
  await database.dataSource.query('UPDATE chatbot SET deleted_at = now() WHERE id = $1', [shelf.chatbotId])
  expect(await shelf.ask('cafeteria')).toEqual([])
})
