import { createTestDatabase, type TestDatabase } from '../../support/database'
import { createShelf, type Shelf } from './shelf'

let database: TestDatabase
let shelf: Shelf
const PASSAGE = 'The cafeteria opens at eight.'

beforeAll(async () => {
  database = await createTestDatabase()
  shelf = await createShelf(database.dataSource)
  await shelf.document('Opening hours', [PASSAGE])
  await shelf.document('Stunden', ['Die Kantine öffnet um acht.'], { language: 'de' })
})
afterAll(() => database.close())

test.each([
  ['nothing', ''],
  ['blanks', ' \n\t '],
  ['punctuation', '?!.,;:()[]{}<>|&*^%$#@~`\'"\\/_-+='],
  ['operators of tsquery', '& | ! <-> <2> ( ) :* :A'],
  ['an emoji', '🦄🦄'],
  ['NUL', '\0\0'],
  ['half a surrogate pair', '\uD83E'],
  ['empty quotes', '"" “” "!"'],
])('%s as a question finds nothing and breaks nothing', async (_, question) => {
  expect(await shelf.ask(question)).toEqual([])
})

test.each([
  ['unbalanced quotes and parentheses', `"cafeteria ('`],
  ['operators around it', '!cafeteria & (missing | <-> :*'],
  ['weights', "cafeteria:ABCD 'x':1A"],
  ['SQL', `cafeteria'); DROP TABLE chunk; --`],
  ['dollar quotes and parameters', '$$cafeteria$$ $1 $99'],
  ['backslashes', 'cafeteria\\'],
  ['NUL within', 'cafe\0teria'],
  ['one word a thousand times', 'cafeteria '.repeat(1_000)],
  ['right-to-left marks', '\u202Ecafeteria\u202C'],
])('%s is only words', async (_, question) => {
  expect(await shelf.ask(question)).toEqual([PASSAGE])
})

test('of a question only 3,000 characters and 64 different words are looked at', async () => {
  const words = Array.from({ length: 63 }, (_, n) => `w${n}`)
  expect(await shelf.ask([...words, 'cafeteria'].join(' '))).toEqual([PASSAGE])
  expect(await shelf.ask([...words, 'another', 'cafeteria'].join(' '))).toEqual([])
  expect(await shelf.ask(`${' '.repeat(2_990)} cafeteria`)).toEqual([PASSAGE])
  expect(await shelf.ask(`${' '.repeat(2_995)} cafeteria`)).toEqual([])
})

test('thousands of different words, and words of thousands of letters, are answered', async () => {
  expect(await shelf.ask(Array.from({ length: 5_000 }, (_, n) => `x${n}`).join(' '))).toEqual([])
  expect(await shelf.ask('x'.repeat(100_000))).toEqual([])
  expect(await shelf.ask('日本語'.repeat(1_000))).toEqual([])
  expect(await shelf.ask('"a b" '.repeat(500))).toEqual([])
})

test('documents may say what they like, too', async () => {
  const other = await createShelf(database.dataSource)
  const text = `Null \0 half \uD83E quote ' dollar $1 backslash \\ "; DROP TABLE chunk; -- ${'y'.repeat(5_000)}`
  await other.document(`name '"\\`, [text], { heading: `' \0 \\` })
  expect(await other.ask('backslash dollar')).toEqual([text.replaceAll('\0', '').replace('\uD83E', '\uFFFD')])
})
