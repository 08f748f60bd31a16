import { isoTime } from '../../src/clock'
import type { Database } from '../../src/db'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { until } from '../support/until'
import { createStage, outboxRows } from './stage'

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

const statuses = async () => (await outboxRows(database.dataSource)).map((row) => row.status)
const never = () => new Promise<never>(() => {})

async function addPeople(count: number): Promise<string[]> {
  const made: string[] = []
  for (let index = 0; index < count; index += 1)
    made.push(await stage.people.add(`P${index}`, { slack: `U${index}-${stage.people.tenant}` }))
  return made
}

describe('a process that dies (H17)', () => {
  /** Sends, and is gone before anything can be noted. */
  function dieAfterSending() {
    const { direct } = stage.slack
    stage.slack.direct = async (...args) => {
      await direct.apply(stage.slack, args)
      stage.slack.direct = direct
      return never()
    }
  }

  test('between sending and noting: the row comes back after 30 s and is sent again under the same key', async () => {
    const [ann = ''] = await addPeople(1)
    const [id] = await stage.people.say(ann, 'Hello')
    dieAfterSending()
    void stage.worker().deliverDue()
    await until(() => stage.slack.sent.length === 1)
    const successor = stage.worker()
    stage.clock.advance(29_999)
    await successor.drain()
    expect(stage.slack.sent).toHaveLength(1)
    stage.clock.advance(1)
    await successor.drain()
    expect(stage.slack.sent.map((sent) => sent.key)).toEqual([id, id])
    expect(await statuses()).toEqual(['done'])
  })

  test('before sending: nothing is lost', async () => {
    const [ann = ''] = await addPeople(1)
    await stage.people.say(ann, 'Hello')
    const { direct } = stage.slack
    stage.slack.direct = () => {
      stage.slack.direct = direct
      stage.slack.calls += 1
      return never()
    }
    void stage.worker().deliverDue()
    await until(() => stage.slack.calls === 1)
    stage.clock.advance(30_000)
    await stage.worker().drain()
    expect(stage.slack.sent).toHaveLength(1)
  })

  test('control: noting before sending loses what a dying process had begun', async () => {
    const [ann = ''] = await addPeople(1)
    await stage.people.say(ann, 'Hello')
    const db = database.dataSource
    const naive = async () => {
      await db.query(`UPDATE outbox SET status = 'done', done_at = $1`, [isoTime(stage.clock.now())])
      return never()
    }
    void naive()
    await until(async () => (await statuses()).includes('done'))
    stage.clock.advance(30_000)
    await stage.worker().drain()
    expect(stage.slack.sent).toEqual([])
  })

  test('a database that fails while noting leads to one more sending, not to silence', async () => {
    const [ann = ''] = await addPeople(1)
    const [id] = await stage.people.say(ann, 'Hello')
    const failing: Database = {
      getRepository: database.dataSource.getRepository.bind(database.dataSource),
      query: ((sql: string, parameters?: unknown[]) =>
        sql.includes(`SET status = 'done'`)
          ? Promise.reject(new Error('connection lost'))
          : database.dataSource.query(sql, parameters)) as Database['query'],
    }
    await stage.worker(failing).deliverDue()
    stage.clock.advance(1_000)
    await stage.worker().drain()
    expect(stage.slack.sent.map((sent) => sent.key)).toEqual([id, id])
  })

  test('who comes back after losing a claim changes nothing any more', async () => {
    const [ann = ''] = await addPeople(1)
    await stage.people.say(ann, 'Hello')
    let goOn = () => {}
    const { direct } = stage.slack
    stage.slack.direct = async () => {
      stage.slack.direct = direct
      await new Promise<void>((resolve) => {
        goOn = resolve
        stage.slack.calls += 1
      })
      throw new RangeError('late')
    }
    const slow = stage.worker().deliverDue()
    await until(() => stage.slack.calls === 1)
    stage.clock.advance(30_000)
    await stage.worker().drain()
    goOn()
    await slow
    expect(await outboxRows(database.dataSource)).toMatchObject([{ status: 'done', last_error: null }])
  })
})

describe('several workers', () => {
  test('share a thousand rows: each is sent once, and none is lost', async () => {
    const people = await addPeople(40)
    for (let round = 0; round < 25; round += 1) {
      await Promise.all(people.map((person) => stage.people.say(person, `round ${round}`)))
      stage.clock.advance(1)
    }
    const workers = [stage.worker(), stage.worker()]
    await Promise.all(workers.map((worker) => worker.drain()))
    expect(stage.slack.sent).toHaveLength(1_000)
    expect(new Set(stage.slack.sent.map((sent) => sent.key)).size).toBe(1_000)
    expect(new Set(await statuses())).toEqual(new Set(['done']))
  }, 60_000)

  test('control: reading without claiming sends twice', async () => {
    const [ann = ''] = await addPeople(1)
    await stage.people.say(ann, 'Hello')
    // Both read before either marks: the order that two workers may take at any time.
    const read = () => database.dataSource.query(`SELECT id FROM outbox WHERE status = 'owed'`)
    const naive = async (rows: { id: string }[]) => {
      for (const { id } of rows) {
        const to = { platform: 'slack' as const, tenant: stage.people.tenant, userId: 'U' }
        await stage.slack.direct(to, { title: 'Hello' }, null, id)
        await database.dataSource.query(`UPDATE outbox SET status = 'done' WHERE id = $1`, [id])
      }
    }
    const [one, other] = [await read(), await read()]
    await Promise.all([naive(one), naive(other)])
    expect(stage.slack.sent).toHaveLength(2)
  })
})

describe('one worker', () => {
  test('tells one person everything in order, a second apart (B11)', async () => {
    const [ann = ''] = await addPeople(1)
    const words = Array.from({ length: 30 }, (_, index) => `word ${index}`)
    for (const word of words) {
      await stage.people.say(ann, word)
      stage.clock.advance(1)
    }
    await stage.drain()
    expect(stage.slack.sent.map((sent) => sent.title)).toEqual(words)
    const gaps = stage.slack.sent.slice(1).map((sent, index) => sent.at - (stage.slack.sent[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
    expect((await outboxRows(database.dataSource)).map((row) => row.attempts)).toEqual(words.map(() => 1))
  })

  test('a person with a long queue does not hold up the others', async () => {
    const [ann = '', ben = ''] = await addPeople(2)
    for (let index = 0; index < 300; index += 1) await stage.people.say(ann, `word ${index}`)
    stage.clock.advance(1)
    const startedAt = stage.clock.now()
    await stage.people.say(ben, 'Hello')
    await stage.drain()
    const toBen = stage.slack.sent.find((sent) => sent.title === 'Hello')
    expect(toBen?.at).toBeLessThan(startedAt + 6_000)
    expect(stage.slack.sent).toHaveLength(301)
  })

  test('behind thousands of rows of one person the others are told in the same pass', async () => {
    const [ann = '', ben = ''] = await addPeople(2)
    await stage.people.flood(ann, 4_500)
    stage.clock.advance(1)
    await stage.people.say(ben, 'Hello')
    expect(await stage.deliverDue()).toBe(6)
    expect(stage.slack.sent.map((sent) => sent.title)).toContain('Hello')
  })

  test('a platform that is slow keeps the order for one person: what is late stays before what came after it', async () => {
    const [ann = ''] = await addPeople(1)
    const words = Array.from({ length: 12 }, (_, index) => `word ${index}`)
    for (const word of words) await stage.people.say(ann, word)
    stage.slack.before = () => void stage.clock.advance(1_600)
    await stage.drain()
    expect(stage.slack.sent.map((sent) => sent.title)).toEqual(words)
  })
})
