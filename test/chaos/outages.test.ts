import type { Platform } from '../../sandbox/driver'
import type { Player } from '../journeys/player'
import { install, join } from '../journeys/scenes'
import { DIRECTIONS, openStage } from '../journeys/support'
import { startRedis } from '../support/redis'
import { until } from '../support/until'
import { findHalves } from './halves'
import { note } from './note'
import { startPostgres } from './restartable-postgres'
import { serve } from './serve'
import { sized } from './size'
import { findUntrueCards } from './untrue-cards'

jest.setTimeout(sized(60_000, 300_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

const AWAY_MS = sized(1_000, 60_000)
/** The pause between two sweeps of the outbox. */
const SWEEP_MS = 5_000
const HEARTBEAT_MS = 1_000

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

type Stage = Awaited<ReturnType<typeof begin>>

/** The product serves Olivia in one place and Sam in the other. */
async function begin(
  { near, far }: { near: Platform; far: Platform },
  given?: Parameters<typeof openStage>[0],
  more: Record<string, string> = {},
) {
  const empty = await openStage(given, { heartbeatIntervalMs: HEARTBEAT_MS })
  endings.push(empty.close)
  const stage = { ...empty, environment: { ...empty.environment, ...more } }
  const app = await serve(stage)
  endings.push(app.stop)
  await install({ ...stage, claimCode: async () => (await app.claimCode()) ?? '' }, { near, far })
  const [olivia, sam] = [stage.at(near, 'Olivia Owner'), stage.at(far, 'Sam Stranger')]
  await join({ ...stage, claimCode: async () => '' }, olivia, sam)
  await stage.settled()
  return { ...stage, app, olivia, sam }
}

async function giveRole(owner: Player, name: string, label: 'Admin' | 'Member'): Promise<void> {
  await owner.types(`/team role person:"${name}" role:${label.toLowerCase()}`)
  await owner.presses(`Make ${label}`, await owner.sees(`Make ${name} ${label}?`))
  await owner.sees(`${name} is now ${label}`)
}

async function expectNothingLost(stage: Stage): Promise<void> {
  await stage.settled()
  expect(await findHalves(stage.query)).toEqual([])
  expect(await findUntrueCards(stage, stage.app.wakeAll)).toEqual([])
}

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
  await expectNothingLost(stage)
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
  await expectNothingLost(stage)
  note('Q2', `PostgreSQL away for ${AWAY_MS / 1000} s`, `all delivered ${seconds(tookMs)} after its return`)
})

/** Pauses double while it lasts, up to this. */
const PUT_OFF_AT_MOST_MS = 30_000

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

describe.each(DIRECTIONS)('of $far, with the owner in $near,', ({ near, far }) => {
  test('Q2 B11 an outage keeps nobody else from going on, and everybody is told once', async () => {
    const stage = await begin({ near, far })
    const { olivia, sam, sandbox } = stage
    sandbox[far].faults.goDown()
    const awayAt = performance.now()
    await giveRole(olivia, 'Sam Stranger', 'Admin')
    await until(async () => (await stage.query(`SELECT FROM outbox WHERE last_error IS NOT NULL`)).length > 0)
    await pass(AWAY_MS - (performance.now() - awayAt))
    sandbox[far].faults.clear()
    const [owed] = await stage.query(`SELECT max(due_at) AS at FROM outbox WHERE status = 'owed'`)
    const againInMs = Math.max(0, Number(owed?.at) - sandbox.clock.now())
    expect(againInMs).toBeLessThanOrEqual(PUT_OFF_AT_MOST_MS)
    sandbox.clock.advance(againInMs + SWEEP_MS)
    await stage.app.wakeAll()
    await until(() => sam.finds('from Member to Admin').length > 0)
    await expectNothingLost(stage)
    expect(sam.finds('from Member to Admin')).toHaveLength(1)
    note(
      'Q2',
      `${far} away for ${AWAY_MS / 1000} s`,
      `all delivered once, ${seconds(againInMs)} and a sweep after its return`,
    )
  })

  test('Q2 a socket that is open but dead is noticed and replaced, and what came meanwhile is not done twice', async () => {
    const stage = await begin({ near: far, far: near })
    const { olivia, sandbox } = stage
    const connections = () => (far === 'slack' ? sandbox.slack.connections() : sandbox.discord.connected())
    sandbox[far].faults.freezeSockets()
    const frozenAt = performance.now()
    await olivia.types('/team invite first@acme.test')
    await until(
      async () => {
        await olivia.types('/whoami')
        return olivia.finds('You are Olivia Owner').length > 0
      },
      { timeoutMs: 30_000 },
    )
    const tookMs = performance.now() - frozenAt
    expect(connections()).toBeGreaterThan(0)
    await expectNothingLost(stage)
    const sent = await stage.query(
      `SELECT FROM audit_entry WHERE action = 'invitation.sent' AND data ->> 'name' = 'first@acme.test'`,
    )
    expect(sent.length).toBeLessThanOrEqual(1)
    note('Q2', `a half-open socket to ${far}`, `answered again after ${seconds(tookMs)}`)
  })

  test.each([
    ['says 500', { http: 500 }],
    ['asks to wait', { http: 429, retryAfterSeconds: 1 }],
  ] as const)('B11 a platform that %s delays what is told, and it is told once', async (_, failure) => {
    const stage = await begin({ near, far })
    const { olivia, sam, sandbox } = stage
    if (far === 'slack') sandbox.slack.faults.failNext('chat.postMessage', 2, failure)
    else sandbox.discord.faults.failNext('POST /channels/:channel/messages', failure.http, 2)
    await giveRole(olivia, 'Sam Stranger', 'Admin')
    await until(
      async () => {
        sandbox.clock.advance(SWEEP_MS)
        await stage.app.wakeAll()
        return sam.finds('from Member to Admin').length > 0
      },
      { everyMs: 100 },
    )
    await expectNothingLost(stage)
    expect(sam.finds('from Member to Admin')).toHaveLength(1)
  })
})
