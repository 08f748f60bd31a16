import { indexChunks, removeStaleChunks } from '../../../src/knowledge/search'
import { createTestDatabase, type TestDatabase } from '../../support/database'
import { addVersion, createShelf, makeCurrent, type Shelf } from './shelf'

let database: TestDatabase
let shelf: Shelf

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  shelf = await createShelf(database.dataSource)
})

const chunk = (position: number, text: string) => ({ position, text, place: {}, context: '' })
const batchOf = (versionId: string, ...texts: string[]) => ({
  versionId,
  document: 'Rules',
  language: 'en',
  chunks: texts.map((text, position) => chunk(position, text)),
})

/** Every word of the chatbot with the number of passages it is in: as counted, and as it should be. */
async function readVocabulary(): Promise<{ kept: unknown; counted: unknown }> {
  const { dataSource } = database
  const kept = await dataSource.query(
    'SELECT word, chunks FROM vocabulary WHERE base_id = $1 ORDER BY word',
    [shelf.chatbotId],
  )
  const counted = await dataSource.query(
    'SELECT lexeme AS word, count(*)::int AS chunks FROM chunk, unnest(words) WHERE base_id = $1 GROUP BY 1 ORDER BY 1',
    [shelf.chatbotId],
  )
  return { kept, counted }
}

async function removeAll(batch: number): Promise<number> {
  let removed = 0
  for (;;) {
    const some = await removeStaleChunks(database.dataSource, batch)
    if (some === 0) return removed
    removed += some
  }
}

test('a new version is found as a whole when it becomes the current one, and the old one until then', async () => {
  const { dataSource } = database
  const rules = await shelf.document('Rules', ['Dogs are allowed.'])
  const next = await addVersion(dataSource, rules.id, 2, await shelf.person())
  await indexChunks(dataSource, batchOf(next, 'Dogs are forbidden.', 'So are cats.'))
  expect(await shelf.ask('dogs cats')).toEqual(['Dogs are allowed.'])
  await makeCurrent(dataSource, rules.id, 2)
  expect(await shelf.ask('dogs')).toEqual(['Dogs are forbidden.'])
  expect(await removeAll(100)).toBe(1)
  expect(await shelf.ask('dogs cats')).toHaveLength(2)
})

test('a killed job that starts again adds what is missing and counts nothing twice', async () => {
  const { dataSource } = database
  const rules = await shelf.document('Rules', [])
  const one = batchOf(rules.versionId, 'Dogs are allowed.')
  expect(await indexChunks(dataSource, one)).toBe(1)
  expect(await indexChunks(dataSource, batchOf(rules.versionId, 'Dogs are allowed.', 'Cats too.'))).toBe(1)
  expect(await shelf.ask('dogs cats')).toHaveLength(2)
  const { kept, counted } = await readVocabulary()
  expect(kept).toEqual(counted)
})

test('removing a document removes its passages in batches, and the words that only they had', async () => {
  const { dataSource } = database
  const gone = await shelf.document('Old', [
    'Unicorns are allowed.',
    'Dogs are allowed.',
    'Cats are allowed.',
  ])
  await shelf.document('New', ['Dogs are forbidden.'])
  await dataSource.query('UPDATE document SET removed_at = now() WHERE id = $1', [gone.id])
  expect(await shelf.ask('unicorns')).toEqual([])
  expect(await shelf.ask('unicorms')).toEqual([])
  expect(await removeAll(2)).toBe(3)
  const { kept, counted } = await readVocabulary()
  expect(kept).toEqual(counted)
  expect(JSON.stringify(kept)).not.toContain('unicorn')
})

test('nothing is added to a removed document or a failed version', async () => {
  const { dataSource } = database
  const rules = await shelf.document('Rules', [])
  await dataSource.query(`UPDATE document_version SET status = 'failed' WHERE id = $1`, [rules.versionId])
  expect(await indexChunks(dataSource, batchOf(rules.versionId, 'Dogs are allowed.'))).toBe(0)
  const other = await shelf.document('Others', [])
  await dataSource.query('UPDATE document SET removed_at = now() WHERE id = $1', [other.id])
  expect(await indexChunks(dataSource, batchOf(other.versionId, 'Dogs are allowed.'))).toBe(0)
})

test('documents indexed and removed side by side leave the counts of words right', async () => {
  const { dataSource } = database
  const texts = Array.from({ length: 40 }, (_, n) => `Common words and word${n % 7} of number ${n}.`)
  const gone = await shelf.document('Gone', texts)
  const added = await Promise.all([1, 2, 3].map((n) => shelf.document(`Document ${n}`, [])))
  await dataSource.query('UPDATE document SET removed_at = now() WHERE id = $1', [gone.id])
  await Promise.all([
    ...added.map(async ({ versionId }) => {
      for (let from = 0; from < texts.length; from += 5)
        await indexChunks(dataSource, {
          ...batchOf(versionId),
          chunks: texts.slice(from, from + 5).map((text, index) => chunk(from + index, text)),
        })
    }),
    removeAll(5),
    removeAll(5),
  ])
  const { kept, counted } = await readVocabulary()
  expect(kept).toEqual(counted)
})
