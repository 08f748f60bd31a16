import { DIRECTIONS } from '../journeys/support'
import { startRedis } from '../support/redis'
import { until } from '../support/until'
import { note, seconds } from './note'
import { startPostgres } from './restartable-postgres'
import { sized } from './size'
import { AWAY_MS, begin, endings, giveRole, INTACT, lookAtSam, pass, SWEEP_MS } from './two-places'

jest.setTimeout(sized(60_000, 300_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

test('Q2 Redis stops and comes back empty: everybody is answered meanwhile, and told what was owed within one sweep', async () => {
  const redis = await startRedis()
  if (!redis) return
  endings.push(redis.stop)
  const stage = await begin(DIRECTIONS[0], undefined, { REDIS_URL: redis.url })
  const { olivia, sam } = stage
  await redis.stop()
  await giveRole(olivia, 'Sam Stranger', 'Admin')
  await pass(AWAY_MS)
  expect(sam.finds('from Member to Admin')).toEqual([])

  await redis.startAgain()
  const backAt = performance.now()
  await until(() => sam.finds('from Member to Admin').length > 0, { timeoutMs: 45_000 })
  const tookMs = performance.now() - backAt
  expect(await lookAtSam(stage)).toEqual(INTACT)
  note(
    'Q2',
    `Redis away for ${AWAY_MS / 1000} s and emptied`,
    `all delivered ${seconds(tookMs)} after its return`,
  )
  // Schedules are looked after every sweep's time; the rest is a busy machine.
  expect(tookMs).toBeLessThan(5 * SWEEP_MS)
})

test('Q2 PostgreSQL crashes and is started again: whoever asks meanwhile is told to try again, and nothing is lost', async () => {
  const postgres = await startPostgres()
  const stage = await begin(DIRECTIONS[1], postgres)
  const { olivia, sam } = stage
  stage.sandbox.slack.faults.goDown()
  await giveRole(olivia, 'Sam Stranger', 'Admin')
  await postgres.crash()
  stage.sandbox.slack.faults.clear()
  await olivia.types('/team overview')
  await olivia.sees('try again')
  await pass(AWAY_MS)
  await until(() => stage.sandbox.slack.connections() > 0)
  await sam.types('/team overview')
  await sam.sees('try again')

  await postgres.startAgain()
  const backAt = performance.now()
  await until(async () => {
    await olivia.types('/team overview')
    return olivia.finds('Your role').length > 0
  })
  stage.sandbox.clock.advance(SWEEP_MS)
  await until(() => sam.finds('from Member to Admin').length > 0, { timeoutMs: 30_000 })
  const tookMs = performance.now() - backAt
  expect(await lookAtSam(stage)).toEqual(INTACT)
  note('Q2', `PostgreSQL away for ${AWAY_MS / 1000} s`, `all delivered ${seconds(tookMs)} after its return`)
})
