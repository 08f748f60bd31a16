import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../src/clock'
import { newId } from '../../src/db'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createStage } from './stage'

let database: TestDatabase
let stage: ReturnType<typeof createStage>

beforeAll(async () => {
  database = await createTestDatabase()
  stage = createStage(database.dataSource)
  await stage.people.found()
})
afterAll(() => database.close())

const run = (name: string) => stage.sweeps.find((sweep) => sweep.name === name)?.run()
const query = (sql: string, parameters?: unknown[]) => database.dataSource.query(sql, parameters)
const count = async (table: string) => (await query(`SELECT count(*) AS count FROM ${table}`))[0].count

test('delivered and read rows go after thirty days; what is owed or unread stays', async () => {
  const [ann] = [await stage.people.add('Ann')]
  for (const status of ['done', 'seen', 'undeliverable', 'owed']) {
    const [id] = await stage.people.say(ann, 'Hello')
    const doneAt = status === 'owed' ? null : isoTime(stage.clock.now())
    await query('UPDATE outbox SET status = $2, done_at = $3 WHERE id = $1', [id, status, doneAt])
  }
  stage.clock.advance(30 * DAY_MS)
  expect(await run('tidy-outbox')).toBe(0)
  stage.clock.advance(1)
  expect(await run('tidy-outbox')).toBe(2)
  expect(await run('tidy-outbox')).toBe(0)
  const left = await query('SELECT status FROM outbox ORDER BY status')
  expect(left).toEqual([{ status: 'owed' }, { status: 'undeliverable' }])
})

test('outcomes of interactions are kept for a day, and go in batches', async () => {
  await query(
    `INSERT INTO interaction (key, outcome, at) SELECT n::text, '1', $1 FROM generate_series(1, 1500) n`,
    [isoTime(stage.clock.now())],
  )
  stage.clock.advance(DAY_MS)
  expect(await run('tidy-interactions')).toBe(0)
  stage.clock.advance(1)
  expect(await run('tidy-interactions')).toBe(1_000)
  expect(await run('tidy-interactions')).toBe(500)
  expect(await count('interaction')).toBe(0)
})

test('values of forms with errors are kept for an hour', async () => {
  await query(`INSERT INTO form_draft VALUES ($1, 'discord', 'discord', 'U', '{}', $2)`, [
    newId(stage.clock.now()),
    isoTime(stage.clock.now()),
  ])
  stage.clock.advance(HOUR_MS)
  expect(await run('tidy-form-drafts')).toBe(0)
  stage.clock.advance(1)
  expect(await run('tidy-form-drafts')).toBe(1)
})

test('turns that were long ago go after a minute', async () => {
  await query('INSERT INTO pace (key, free_at) VALUES ($1, $2)', ['slack T', isoTime(stage.clock.now())])
  stage.clock.advance(MINUTE_MS)
  expect(await run('tidy-pace')).toBe(0)
  stage.clock.advance(1)
  expect(await run('tidy-pace')).toBe(1)
})

test('the sweeps have names of their own', () => {
  const names = stage.sweeps.map((sweep) => sweep.name)
  const tidying = ['tidy-outbox', 'tidy-interactions', 'tidy-form-drafts', 'tidy-pace']
  expect(names).toEqual(['redraw', 'outbox', ...tidying])
})
