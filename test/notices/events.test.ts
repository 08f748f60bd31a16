import type { EventName, Follower, Happened } from '../../src/events'
import { happened } from '../../src/events'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { until } from '../support/until'
import { createStage, outboxRows } from './stage'

let database: TestDatabase
/** Who was told of what, in order. */
let told: string[]
let events: Happened[]

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM outbox')
  told = []
  events = []
})

/** Keeps what it was told; `fault` happens first. */
const follower = (name: string, on: EventName, fault: () => Promise<void> = async () => {}): Follower => ({
  on,
  async follow(event) {
    told.push(`${name} of ${event.subjectId}`)
    events.push(event)
    await fault()
  },
})

async function stageOf(...followers: Follower[]) {
  const stage = createStage(database.dataSource, { followers })
  await stage.people.found()
  const owe = (name: EventName, subjectId: string) =>
    stage.people.owe(happened(name, { accountId: stage.people.accountId, subjectId }))
  return { ...stage, owe }
}

const statuses = async () => (await outboxRows(database.dataSource)).map((row) => row.status)

test('an event is delivered to every follower of its name, with what happened', async () => {
  const stage = await stageOf(
    follower('shares', 'member.left'),
    follower('transfers', 'member.left'),
    follower('invitations', 'team.deleted'),
  )
  const [id] = await stage.owe('member.left', 'team-1')
  await stage.drain()
  expect(told).toEqual(['shares of team-1', 'transfers of team-1'])
  const event = {
    id,
    accountId: stage.people.accountId,
    subjectId: 'team-1',
    actorId: null,
  }
  for (const got of events) expect(got).toMatchObject(event)
  expect(await statuses()).toEqual(['done'])
  await stage.drain()
  expect(told).toHaveLength(2)
})

test('an event that nobody follows is done', async () => {
  const stage = await stageOf(follower('invitations', 'team.deleted'))
  await stage.owe('chatbot.deleted', 'c1')
  await stage.drain()
  expect(told).toEqual([])
  expect(await statuses()).toEqual(['done'])
})

test('a process that dies between two followers has told the first; another process tells both (H17)', async () => {
  const crash = { now: true }
  const stage = await stageOf(
    follower('first', 'team.deleted', () => (crash.now ? new Promise(() => {}) : Promise.resolve())),
    follower('second', 'team.deleted'),
  )
  await stage.owe('team.deleted', 't1')
  void stage.worker().deliverDue()
  await until(() => told.length === 1)
  crash.now = false
  await stage.worker().drain()
  expect(told).toEqual(['first of t1'])
  stage.clock.advance(30_000)
  await stage.worker().drain()
  expect(told).toEqual(['first of t1', 'first of t1', 'second of t1'])
  expect(await statuses()).toEqual(['done'])
})

test('a follower that throws holds up neither the others nor other events, and is told again', async () => {
  let failures = 2
  const stage = await stageOf(
    follower('failing', 'team.deleted', async () => {
      failures -= 1
      if (failures >= 0) throw new RangeError('not now')
    }),
    follower('steady', 'team.deleted'),
    follower('other', 'chatbot.deleted'),
  )
  await stage.owe('team.deleted', 't1')
  await stage.owe('chatbot.deleted', 'c1')
  await stage.drain()
  expect([...told].sort()).toEqual(['failing of t1', 'other of c1', 'steady of t1'])
  expect((await statuses()).sort()).toEqual(['done', 'owed'])
  stage.clock.advance(1_000)
  await stage.drain()
  stage.clock.advance(2_000)
  await stage.drain()
  expect(told.filter((who) => who === 'failing of t1')).toHaveLength(3)
  expect(told.filter((who) => who === 'other of c1')).toHaveLength(1)
  expect(await statuses()).toEqual(['done', 'done'])
  expect(stage.logged.filter((line) => line.includes('not delivered'))).toHaveLength(2)
})

test('an event is never given up, because nobody else would follow it', async () => {
  let works = false
  const stage = await stageOf(
    follower('failing', 'team.deleted', async () => {
      if (!works) throw new RangeError('broken')
    }),
  )
  await stage.owe('team.deleted', 't1')
  for (let attempt = 0; attempt < 30; attempt += 1) {
    await stage.drain()
    stage.clock.advance(600_000)
  }
  expect(told).toHaveLength(30)
  expect(await statuses()).toEqual(['owed'])
  works = true
  await stage.drain()
  expect(await statuses()).toEqual(['done'])
})
