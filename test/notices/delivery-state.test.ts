import { TryLater } from '../../src/chat'
import { HOUR_MS, isoTime, MINUTE_MS } from '../../src/clock'
import { readDeliveryState, sendAgain } from '../../src/notices'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { createStage } from './stage'

let database: TestDatabase
let stage: ReturnType<typeof createStage>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM outbox')
  stage = createStage(database.dataSource)
  await stage.people.found()
})

const isAway = () => {
  throw new TryLater(1_000, 'service unavailable')
}

/** Of the notices, with the age of the oldest in minutes. */
async function look() {
  const now = stage.clock.now()
  const { owed } = await readDeliveryState(database.dataSource, now)
  const { oldestDueAt, ...counts } = owed.find(({ kind }) => kind === 'notice')!
  return { ...counts, minutes: oldestDueAt === null ? null : Math.floor((now - oldestDueAt) / MINUTE_MS) }
}

async function passHour(): Promise<void> {
  for (let minutes = 0; minutes < 60; minutes += 10) {
    await stage.drain()
    stage.clock.advance(10 * MINUTE_MS)
  }
  await stage.drain()
}

test('while a platform is away what it is owed grows older with every hour, and is well again after it (Q2)', async () => {
  const ann = await stage.people.add('Ann', { slack: 'U70' })
  await stage.people.say(ann, 'first')
  await stage.people.say(ann, 'second')
  stage.slack.before = isAway
  const ages: (number | null)[] = []
  for (let hours = 0; hours < 3; hours += 1) {
    await passHour()
    const state = await look()
    expect(state.retried).toBeGreaterThan(0)
    ages.push(state.minutes)
  }
  expect(ages).toEqual([60, 120, 180])
  stage.slack.before = () => undefined
  stage.clock.advance(10 * MINUTE_MS)
  await stage.drain()
  expect(await look()).toMatchObject({ owed: 0, due: 0, retried: 0, minutes: null })
})

test('what waits for the end of quiet hours is late from their end on only', async () => {
  const ann = await stage.people.add('Ann', { slack: 'U71' })
  const [id] = await stage.people.say(ann, 'held')
  const until = stage.clock.now() + 8 * HOUR_MS
  await database.dataSource.query(
    `UPDATE outbox SET due_at = $2, held_until = $2, last_error = 'TryLater' WHERE id = $1`,
    [id, isoTime(until)],
  )
  expect(await look()).toMatchObject({ owed: 1, due: 0, minutes: null })
  stage.clock.set(until)
  stage.slack.before = isAway
  await passHour()
  expect(await look()).toMatchObject({ owed: 1, due: 1, minutes: 60 })
})

test('what was given up and is sent again is late from then on only', async () => {
  const ann = await stage.people.add('Ann', { slack: 'U72' })
  const [id = ''] = await stage.people.say(ann, 'refused')
  stage.slack.before = () => ({ ok: false, why: 'blocked' })
  await stage.drain()
  expect(await look()).toMatchObject({ owed: 0 })
  stage.clock.advance(72 * HOUR_MS)
  expect(await sendAgain(database.dataSource, { id }, stage.clock.now())).toBe(1)
  stage.slack.before = isAway
  await passHour()
  expect(await look()).toMatchObject({ owed: 1, due: 1, retried: 1, minutes: 60 })
})
