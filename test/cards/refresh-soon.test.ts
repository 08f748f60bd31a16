import { type CardKind, refreshSoon } from '../../src/cards'
import { isoTime } from '../../src/clock'
import { createStage, outboxRows } from '../notices/stage'
import { createTestDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
let stage: ReturnType<typeof createStage>
let title = 'pending'

const request: CardKind = { type: 'shareRequest', draw: async () => ({ title }) }

beforeAll(async () => {
  database = await createTestDatabase()
  stage = createStage(database.dataSource, { cards: [request] })
  await stage.people.found()
  const posted = { platform: 'slack' as const, tenant: 'T', channelId: 'D1', messageId: 'm1' }
  const reader = { locale: 'en', timeZone: 'UTC', now: stage.clock.now() }
  await stage.cards.remember({ type: 'shareRequest', id: 'r1', view: 'decider' }, posted, null, reader)
})
afterAll(() => database.close())
beforeEach(() => database.dataSource.query('DELETE FROM outbox'))

const subject = () => ({ accountId: stage.people.accountId, type: 'shareRequest', id: 'r1' })

test('a click on a stale card owes one redraw, which happens within moments (H1, H2)', async () => {
  let wakes = 0
  const { dataSource } = database
  const db = {
    query: dataSource.query.bind(dataSource),
    getRepository: dataSource.getRepository.bind(dataSource),
    wake: () => {
      wakes += 1
    },
  }
  title = 'approved'
  await refreshSoon(db, subject(), stage.clock.now())
  expect(wakes).toBe(1)
  await stage.drain()
  expect(stage.slack.shown.get('m1')).toBe('approved')
})

test('many clicks on one thing owe one redraw, clicks on different things one each', async () => {
  const { dataSource: db } = database
  for (let click = 0; click < 5; click += 1) await refreshSoon(db, subject(), stage.clock.now())
  await refreshSoon(db, { ...subject(), id: 'r2' }, stage.clock.now())
  await refreshSoon(db, { ...subject(), type: 'transfer' }, stage.clock.now())
  expect((await outboxRows(db)).map(({ name }) => name).sort()).toEqual([
    'shareRequest',
    'shareRequest',
    'transfer',
  ])
})

test('while a worker is drawing the state of before, one more redraw is owed', async () => {
  const { dataSource: db } = database
  await refreshSoon(db, subject(), stage.clock.now())
  await db.query('UPDATE outbox SET claimed_until = $1', [isoTime(stage.clock.now() + 30_000)])
  await refreshSoon(db, subject(), stage.clock.now())
  expect(await outboxRows(db)).toHaveLength(2)
})
