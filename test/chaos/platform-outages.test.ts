import type { Platform } from '../../sandbox/driver'
import { DIRECTIONS } from '../journeys/support'
import { until } from '../support/until'
import { note, seconds } from './note'
import { sabotage } from './sabotage'
import { sized } from './size'
import {
  AWAY_MS,
  begin,
  giveRole,
  INTACT,
  lookAround,
  lookAtSam,
  pass,
  SWEEP_MS,
  type TwoPlaces,
  untilDueMs,
} from './two-places'

jest.setTimeout(sized(60_000, 300_000))
// What goes wrong once in many times is what these tests are for.
jest.retryTimes(0)

/** Pauses double while it lasts, up to this. */
const PUT_OFF_AT_MOST_MS = 30_000

/** The negative control: an outbox that tries once. Works in the database, so that all of the product stays as it is. */
const FORGET_WHAT_FAILED = `
  CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.status := 'done'; RETURN NEW; END $$;
  CREATE TRIGGER forget BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.last_error IS NOT NULL) EXECUTE FUNCTION forget()`

/** Sam's platform is away while Olivia gives him a role; resolves to how long after its return he could be told. */
async function goThroughOutage(stage: TwoPlaces, far: Platform): Promise<number> {
  const { olivia, sandbox } = stage
  sandbox[far].faults.goDown()
  const awayAt = performance.now()
  await giveRole(olivia, 'Sam Stranger', 'Admin')
  await until(async () => (await stage.query(`SELECT FROM outbox WHERE last_error IS NOT NULL`)).length > 0)
  await pass(AWAY_MS - (performance.now() - awayAt))
  sandbox[far].faults.clear()
  const againInMs = await untilDueMs(stage)
  expect(againInMs).toBeLessThanOrEqual(PUT_OFF_AT_MOST_MS)
  sandbox.clock.advance(againInMs + SWEEP_MS)
  await stage.app.wakeAll()
  return againInMs
}

describe.each(DIRECTIONS)('of $far, with the owner in $near,', ({ near, far }) => {
  test('Q2 B11 an outage keeps nobody else from going on, and everybody is told once', async () => {
    const stage = await begin({ near, far })
    const againInMs = await goThroughOutage(stage, far)
    expect(await lookAtSam(stage)).toEqual(INTACT)
    note(
      'Q2',
      `${far} away for ${AWAY_MS / 1000} s`,
      `all delivered once, ${seconds(againInMs)} and a sweep after its return`,
    )
  })

  test('Q2 where what could not be sent counts as sent, the same look after the same outage misses it', async () => {
    const stage = await begin({ near, far })
    await sabotage(stage, FORGET_WHAT_FAILED)
    await goThroughOutage(stage, far)
    expect(await lookAtSam(stage)).toEqual({ ...INTACT, told: 0 })
    note('Q2', `${far} away, where what fails once is not tried again`, 'the notice is lost')
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
    expect(await lookAround(stage, stage.app.wakeAll)).toEqual({ halves: [], untrue: [] })
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
    expect(await lookAtSam(stage)).toEqual(INTACT)
  })
})
