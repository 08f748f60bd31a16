import { HOUR_MS, isoTime, systemClock } from '../../src/clock'
import { parseConfig } from '../../src/config'
import { newId } from '../../src/db'
import { declaredSweeps } from '../../src/declared-commands'
import { checkDeliveries } from '../../src/doctor/deliveries'
import { checkQueue } from '../../src/doctor/queue'
import { remarkOnShards } from '../../src/doctor/shards'
import { createJobs, defineSchedule } from '../../src/jobs'
import { migrateJobs } from '../../src/jobs/migrate'
import { createLog } from '../../src/log'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { asAdmin } from '../support/server'
import { examine } from './instruments'

let database: TestDatabase
let DATABASE_URL: string

beforeAll(async () => {
  database = await createTestDatabase()
  DATABASE_URL = database.url
})
afterAll(() => database.close())

test('a queue without tables is left to the line of the database', async () => {
  await asAdmin(DATABASE_URL, 'DROP SCHEMA bullmq CASCADE')
  expect(await examine(checkQueue, { DATABASE_URL })).toMatch(/^in the database; not looked at/)
  await migrateJobs(DATABASE_URL)
})

test('recurring jobs must be known, in time, and well', async () => {
  expect(await examine(checkQueue, { DATABASE_URL })).toMatch(
    /it knows of no recurring job yet: `rolecall worker`/,
  )
  const schedules = declaredSweeps().map(({ name, everyMs }) =>
    defineSchedule({ name, everyMs, run: async () => {} }),
  )
  const worker = async (known: typeof schedules) => {
    const options = {
      databaseUrl: DATABASE_URL,
      redisUrl: null,
      jobs: [],
      schedules: known,
      log: createLog('silent'),
    }
    const jobs = createJobs(options)
    await jobs.start(undefined)
    await jobs.stop()
  }
  await worker(schedules.slice(1))
  expect(await examine(checkQueue, { DATABASE_URL })).toBe(
    `WRONG it does not know of ${schedules[0]?.name}: restart \`rolecall worker\` with this version`,
  )
  await worker(schedules.slice(0, 1))
  expect(await examine(checkQueue, { DATABASE_URL })).toBe(
    `in the database; ${schedules.length} recurring jobs are known and in time`,
  )
  const now = isoTime(systemClock.now())
  await database.dataSource.query(
    `INSERT INTO sweep_run (name, started_at, duration_ms, failed_at, failure) VALUES ('outbox', $1, 5, $1, 'Error 57P01')`,
    [now],
  )
  expect(await examine(checkQueue, { DATABASE_URL })).toBe(
    'WRONG outbox (Error 57P01) failed when it ran last: the log of `rolecall worker` says where',
  )
}, 30_000)

test('what waits too long, and what reached nobody, is told', async () => {
  const look = () => examine(checkDeliveries, { DATABASE_URL })
  expect(await look()).toBe('0 owed, 0 of them due; everything reached its reader')
  const now = systemClock.now()
  const accountId = newId(now)
  const owe = (status: string, dueAt: number) =>
    database.dataSource.query(
      `INSERT INTO outbox (id, kind, account_id, name, subject_id, status, due_at, created_at) VALUES ($1, 'notice', $2, 'n', 'S', $3, $4, $4)`,
      [newId(now), accountId, status, isoTime(dueAt)],
    )
  await database.dataSource.query('INSERT INTO account (id, name, created_at) VALUES ($1, $2, $3)', [
    ...[accountId, 'Acme', isoTime(now)],
  ])
  await owe('undeliverable', now)
  expect(await look()).toBe('0 owed, 0 of them due; 1 reached nobody: /operate shows why, and sends again')
  await owe('owed', now - HOUR_MS)
  expect(await look()).toBe('WRONG the oldest of 1 has been due for 60 minutes: does `rolecall worker` run?')
  await database.dataSource.query(
    `UPDATE outbox SET due_at = $1, last_error = 'TryLater' WHERE status = 'owed'`,
    [isoTime(now + HOUR_MS)],
  )
  expect(await look()).toMatch(
    /^WRONG the oldest of 1 has been due for 60 minutes, and 1 failed before: are the platforms/,
  )
})

test('shards that nobody serves are told', async () => {
  const config = parseConfig({ DATABASE_URL, DISCORD_BOT_TOKEN: 'a.b.c' })
  expect(await remarkOnShards(config, 'app')).toBe('')
  const make = (shard: number, until: string) =>
    database.dataSource.query(
      `INSERT INTO discord_shard (bot, of, shard, holder, leased_until) VALUES ('app', 2, $1, 'p', now() + $2::interval)`,
      [shard, until],
    )
  await make(0, '1 minute')
  await make(1, '-1 minute')
  await expect(remarkOnShards(config, 'app')).rejects.toThrow(
    /^1 of 2 shards of its gateway are served by nobody/,
  )
  await database.dataSource.query(`UPDATE discord_shard SET leased_until = now() + interval '1 minute'`)
  expect(await remarkOnShards(config, 'app')).toBe('; all 2 shards are served')
})
