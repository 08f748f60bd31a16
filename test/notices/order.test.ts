import { createJobs, type Jobs } from '../../src/jobs'
import { createLog } from '../../src/log'
import { sweepSchedules } from '../../src/sweeps'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { until } from '../support/until'
import { createStage, outboxRows } from './stage'

let database: TestDatabase
let stage: ReturnType<typeof createStage>

beforeAll(async () => {
  database = await createTestDatabase()
  stage = createStage(database.dataSource)
  await stage.people.found()
})
afterAll(() => database.close())
beforeEach(() => database.dataSource.query('DELETE FROM outbox'))

const words = Array.from({ length: 12 }, (_, index) => `No. ${index + 1}`)

async function oweInOrder(slack: string): Promise<void> {
  const ann = await stage.people.add('Ann', { slack })
  for (const word of words) {
    await stage.people.say(ann, word)
    stage.clock.advance(1)
  }
}

const titlesTo = (userId: string) =>
  stage.slack.sent.filter((sent) => sent.userId === userId).map((sent) => sent.title)

/** The next message is on its way to Slack until that is said. */
function holdNext(): { begun: Promise<void>; goOn: () => void } {
  const { direct } = stage.slack
  let [begin, goOn] = [() => {}, () => {}]
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const free = new Promise<void>((resolve) => {
    goOn = resolve
  })
  stage.slack.direct = async (...args) => {
    stage.slack.direct = direct
    begin()
    await free
    return direct.apply(stage.slack, args)
  }
  return { begun, goOn }
}

/** A worker process: the outbox sweep, as the jobs run it. */
function startWorker(): Jobs<AbortSignal> {
  const sweeps = stage.worker().sweeps.filter(({ name }) => name === 'outbox')
  const schedules = sweepSchedules(sweeps)
  const log = createLog('silent')
  return createJobs({ databaseUrl: database.url, redisUrl: null, jobs: [], schedules, log })
}

test('B11 Q2 two worker processes tell one person everything in order: one of them sweeps at a time', async () => {
  const workers = [startWorker(), startWorker()]
  const { begun, goOn } = holdNext()
  await oweInOrder('U1')
  const stopping = new AbortController()
  await Promise.all(workers.map((worker) => worker.start(stopping.signal)))
  const [one] = workers
  await one?.wake('outbox')
  await begun
  for (const worker of workers) await worker.wake('outbox')
  await until(async () => {
    const [state] = (await one?.look())?.filter(({ name }) => name === 'sweep-outbox') ?? []
    return state && state.jobs.active === 1 && state.jobs.waiting > 0
  })
  goOn()
  await until(() => titlesTo('U1').length === words.length)
  await until(async () => (await outboxRows(database.dataSource)).every(({ status }) => status === 'done'))
  stopping.abort()
  await Promise.all(workers.map((worker) => worker.stop()))
  expect(titlesTo('U1')).toEqual(words)
}, 30_000)

test('control: two that sweep at once overtake each other', async () => {
  const { begun, goOn } = holdNext()
  await oweInOrder('U2')
  const slow = stage.worker().deliverDue()
  await begun
  await stage.worker().deliverDue()
  goOn()
  await slow
  expect(titlesTo('U2')[0]).toBe('No. 6')
})
