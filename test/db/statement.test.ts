import { statement } from '../../src/db'
import { createTestDatabase } from '../support/database'

test('two texts of one name are refused, the same text twice is not', () => {
  statement('test.one', 'SELECT 1')
  statement('test.one', 'SELECT 1')
  expect(() => statement('test.one', 'SELECT 2')).toThrow('two statements are called test.one')
})

test('what a change or removal returns comes as its rows, as what a question does', async () => {
  const { dataSource, close } = await createTestDatabase()
  try {
    await dataSource.query(`INSERT INTO pace (key, free_at) VALUES ('a', now()), ('b', now())`)
    const asked = statement<{ key: string }>('test.ask', 'SELECT key FROM pace WHERE key = $1')
    const changed = statement<{ key: string }>(
      'test.change',
      'UPDATE pace SET free_at = now() WHERE key = $1 RETURNING key',
    )
    const removed = statement<{ key: string }>('test.remove', 'DELETE FROM pace WHERE key = $1 RETURNING key')
    for (const run of [asked, changed, removed]) expect(await run(dataSource, ['a'])).toEqual([{ key: 'a' }])
    for (const run of [asked, changed, removed]) expect(await run(dataSource, ['a'])).toEqual([])
  } finally {
    await close()
  }
})
