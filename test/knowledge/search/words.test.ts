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

const first = async (question: string) => (await shelf.ask(question))[0]

test('a passage with more, and with rarer words of the question comes first', async () => {
  await shelf.document('Handbook', [
    'Every employee gets a laptop.',
    'Every employee gets thirty days of vacation.',
    'The employee of the month gets a mug.',
  ])
  expect(await first('How many days of vacation does an employee get?')).toContain('thirty days')
})

test('words are found in another form than they are asked', async () => {
  await shelf.document('Handbook', ['Expenses are reimbursed monthly.', 'Lunch is free.'])
  expect(await shelf.ask('reimbursing an expense')).toEqual(['Expenses are reimbursed monthly.'])
})

test('a question of stop words alone finds nothing', async () => {
  await shelf.document('Handbook', ['What is it that you do for us?'])
  expect(await shelf.ask('what is it for')).toEqual([])
})

test.each([
  ['reimbursment of expenses', 'Expenses are reimbursed; reimbursement takes a week.'],
  ['calender', 'The calendar is shared.'],
  ['Kowalzcyk', 'Ask Zebulon Kowalczyk about contracts.'],
  ['contratcs', 'Ask Zebulon Kowalczyk about contracts.'],
])('the misspelt "%s" is found', async (question, expected) => {
  await shelf.document('Handbook', [
    'Expenses are reimbursed; reimbursement takes a week.',
    'The calendar is shared.',
    'Ask Zebulon Kowalczyk about contracts.',
    'Lunch is free.',
  ])
  expect(await shelf.ask(question)).toEqual([expected])
})

test('a word that some passage has is never taken for another one', async () => {
  await shelf.document('Letters', ['The form is green.', 'The farm is green.'])
  expect(await shelf.ask('farm')).toEqual(['The farm is green.'])
})

test.each([
  ['/etc/passwd', 'Users stand in /etc/passwd by name.'],
  ['RFC 2119', 'MUST is defined in RFC 2119 alone.'],
  ['max_connections', 'Raise max_connections with care.'],
  ['"blue whale"', 'The blue whale is the largest animal.'],
  ['invoice 10437', 'Invoice 10437 was paid.'],
  ['version 3.11.2', 'Since version 3.11.2 it is faster.'],
])('%s means that, not its parts', async (question, expected) => {
  await shelf.document('Notes', [
    'Of 2119 users, some put etc in their passwd or their invoice version; see RFC 1.',
    'There are at most max 3 connections to a whale that is blue.',
    expected,
  ])
  expect(await first(question)).toBe(expected)
})

test('accents, capitals and ligatures make no difference', async () => {
  await shelf.document('Menu', ['Die Größe der CRÈME BRÛLÉE', 'Suppe'], { language: 'de' })
  for (const question of ['grosse', 'Größe', 'Groesse', 'creme brulee', 'Crème'])
    expect(await shelf.ask(question)).toHaveLength(1)
})

test('documents of several languages are searched together, each by its own grammar', async () => {
  await shelf.document('Handbook', ['Employees may cancel contracts.'])
  await shelf.document('Handbuch', ['Verträge können gekündigt werden, mit Fristen.'], { language: 'de' })
  await shelf.document('Manuel', ['Les contrats se résilient par écrit.'], { language: 'fr' })
  expect(await shelf.ask('cancelling a contract')).toEqual(['Employees may cancel contracts.'])
  expect(await first('Welche Frist gilt für einen Vertrag?')).toContain('Fristen')
  expect(await first('Comment résilier un contrat ?')).toContain('résilient')
})

test('scripts without spaces are found by pairs of characters', async () => {
  await shelf.document('規則', ['会社の休暇は三十日です。', '昼食は無料です。'], { language: 'ja' })
  expect(await shelf.ask('休暇は何日ありますか')).toEqual(['会社の休暇は三十日です。'])
  await shelf.document('กฎ', ['พนักงานมีวันหยุดสามสิบวัน'], { language: 'th' })
  expect(await first('วันหยุด')).toContain('วันหยุด')
})

test('headings and the name of the document are searched too', async () => {
  await shelf.document('travel-policy_2026.pdf', ['At most 150 euros a night.'], {
    heading: 'Trips › Hotels',
  })
  await shelf.document('Parking', ['At most 15 euros a day.'])
  for (const question of ['hotels', 'travel policy'])
    expect(await shelf.ask(question)).toEqual(['At most 150 euros a night.'])
})
