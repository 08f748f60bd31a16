import { migrations } from '../../../migrations'
import { KnowledgeBases13 } from '../../../migrations/0013-knowledge-bases'
import { revertMigration, runMigrations } from '../../../src/db'
import { searchKnowledge } from '../../../src/knowledge'
import { createTestDatabase, type TestDatabase } from '../../support/database'
import { createShelf } from '../search/shelf'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const rows = (sql: string, ...values: unknown[]) => database.dataSource.query(sql, values)

/** To the time before this one, and all that came after it. */
async function goBack(): Promise<void> {
  const later = migrations.length - migrations.indexOf(KnowledgeBases13)
  for (let undone = 0; undone < later; undone += 1) await revertMigration(database.url)
}

test('documents of chatbots stay theirs both ways; what only a workspace had is gone when it is taken back', async () => {
  const shelf = await createShelf(database.dataSource)
  const gone = await createShelf(database.dataSource)
  await shelf.document('Hours', ['The warehouse opens at seven.'])
  await shelf.document('Prices', ['The warehouse rents bikes.'], { base: await shelf.use('Prices') })
  await rows('UPDATE knowledge_base SET uploads = 3 WHERE id = $1', shelf.chatbotId)
  await rows('UPDATE chatbot SET deleted_at = now() WHERE id = $1', gone.chatbotId)
  const words = await rows(
    'SELECT word, chunks FROM vocabulary WHERE base_id = $1 ORDER BY 1',
    shelf.chatbotId,
  )

  await goBack()
  expect(await rows('SELECT chatbot_id, name FROM document')).toEqual([
    { chatbot_id: shelf.chatbotId, name: 'Hours' },
  ])
  expect(await rows('SELECT uploads FROM chatbot WHERE id = $1', shelf.chatbotId)).toEqual([{ uploads: 3 }])
  expect(await rows('SELECT word, chunks FROM vocabulary ORDER BY 1')).toEqual(words)
  expect(await rows('SELECT DISTINCT chatbot_id FROM chunk')).toEqual([{ chatbot_id: shelf.chatbotId }])

  await runMigrations(database.url)
  expect(
    await rows('SELECT id, uploads, deleted_at IS NULL AS alive FROM knowledge_base ORDER BY uploads DESC'),
  ).toEqual([
    { id: shelf.chatbotId, uploads: 3, alive: true },
    { id: gone.chatbotId, uploads: 0, alive: false },
  ])
  const question = { chatbotId: shelf.chatbotId, question: 'warehouse', personId: null, limit: 8 }
  const found = await searchKnowledge(database.dataSource, question)
  expect(found.map(({ text }) => text)).toEqual(['The warehouse opens at seven.'])
})
