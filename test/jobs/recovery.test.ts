import { Client } from 'pg'
import { createJobs, defineSchedule } from '../../src/jobs'
import { migrateJobs } from '../../src/jobs/migrate'
import { createLog, type Log } from '../../src/log'
import { runChild } from '../support/child'
import { createEmptyDatabase } from '../support/database'
import { startRedis, type TestRedis } from '../support/redis'
import { until } from '../support/until'

let database: { url: string; close(): Promise<void> }
let redis: TestRedis | null

beforeAll(async () => {
  database = await createEmptyDatabase()
  await migrateJobs(database.url)
  redis = await startRedis()
})

afterAll(async () => {
  await database.close()
  await redis?.stop()
})

test.each(['PostgreSQL', 'Redis'])(
  'the job and the sweep of a killed worker are done by another within seconds (%s)',
  async (kind) => {
    if (kind === 'Redis' && !redis) return
    const args = [database.url, kind === 'Redis' ? (redis?.url ?? '') : '']
    const killed = runChild('test/jobs/worker-child.ts', [...args, 'hang'])
    await Promise.all([killed.prints(/begin a/), killed.prints(/begin sweep/)])
    const other = runChild('test/jobs/worker-child.ts', [...args, 'do'])
    await other.prints(/started/)
    killed.signal('SIGKILL')
    const killedAt = performance.now()
    await Promise.all([other.prints(/begin a/), other.prints(/begin sweep/)])
    expect(performance.now() - killedAt).toBeLessThan(15_000)
    other.signal('SIGKILL')
    await other.ended
  },
  30_000,
)

const tick = defineSchedule({
  name: 'tick',
  everyMs: 100,
  run: async (deps: { ticks: number }) => void deps.ticks++,
})

function startTicking(given: { databaseUrl?: string; log?: Log } = {}) {
  const options = {
    databaseUrl: database.url,
    redisUrl: null,
    jobs: [],
    schedules: [tick],
    log: createLog('silent'),
    assertEveryMs: 200,
    ...given,
  }
  return createJobs<{ ticks: number }>(options)
}

test('schedules go on after PostgreSQL has cut every connection', async () => {
  const [deps, jobs] = [{ ticks: 0 }, startTicking()]
  await jobs.start(deps)
  await until(() => deps.ticks > 1)
  const admin = new Client({ connectionString: database.url })
  await admin.connect()
  await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  await admin.end()
  const before = deps.ticks
  await until(() => deps.ticks > before + 2)
  await jobs.stop()
})

test('a worker that finds no queue in PostgreSQL leaves the process its time, and works once there is one', async () => {
  const empty = await createEmptyDatabase()
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => void lines.push(line) })
  const [deps, jobs] = [{ ticks: 0 }, startTicking({ databaseUrl: empty.url, log })]
  await jobs.start(deps)
  await until(() => lines.some((line) => line.includes('A worker was held up')))
  const before = lines.length
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(lines.length - before).toBeLessThan(10)
  await migrateJobs(empty.url)
  await until(() => deps.ticks > 1)
  await jobs.stop()
  await empty.close()
})
