import type { Shard } from '../../../adapters/discord/shard'
import { createShards } from '../../../adapters/discord/shards'
import type { Holding } from '../../../src/chat'

const MINUTE_MS = 60_000
const lease = { shard: 0, of: 1, session: null }

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** One process whose renewals are answered as `database` says, by leases of four seconds. */
async function startShards(database: { renew(holding: Holding): Promise<Holding> }) {
  const counts = { asked: 0, opened: 0, closed: 0, shared: 0 }
  const logged: string[] = []
  const note = (_: object, message: string) => void logged.push(message)
  function open(): Shard {
    let ended = false
    counts.opened += 1
    return {
      get ready() {
        return !ended
      },
      get ended() {
        return ended
      },
      opened: Promise.resolve(),
      session: () => null,
      close() {
        if (!ended) counts.closed += 1
        ended = true
        return { session: null, gone: Promise.resolve() }
      },
    }
  }
  const shards = createShards({
    leases: {
      everyMs: 1_000,
      share: async () => {
        counts.shared += 1
      },
      async renew() {
        counts.asked += 1
        const until = performance.now() + 4_000
        return database.renew({ held: [lease], surplus: [], complete: true, missing: false, until })
      },
      giveBack: async () => {},
      leave: async () => {},
      takeTurn: async () => 0,
    },
    recommended: async () => 1,
    open,
    log: { info: note, warn: note, error: note },
  })
  await shards.start()
  return { shards, counts, logged }
}

const never = () => new Promise<never>(() => {})

test('a database that does not answer is away: a process listens on for nine minutes, and asks again and again', async () => {
  const database = { renew: async (holding: Holding) => holding }
  const { shards, counts, logged } = await startShards(database)
  database.renew = never
  await jest.advanceTimersByTimeAsync(9 * MINUTE_MS)
  expect(counts).toMatchObject({ opened: 1, closed: 0 })
  expect(counts.asked).toBeGreaterThan(170)
  expect(logged).toEqual([
    'Cannot renew Discord shards',
    'Discord shards cannot be renewed: they are listened to as long as they last',
  ])
  // From now on a newcomer finds no session to go on with.
  await jest.advanceTimersByTimeAsync(5_000)
  expect(counts).toMatchObject({ opened: 1, closed: 1 })
  database.renew = async (holding) => holding
  await jest.advanceTimersByTimeAsync(5_000)
  expect(counts).toMatchObject({ opened: 2, closed: 1 })
  expect(shards.ready).toBe(true)
  await shards.stop()
})

test('a database that answers too late, each time, makes nobody leave and connect again', async () => {
  const database = { renew: async (holding: Holding) => holding }
  const { shards, counts } = await startShards(database)
  database.renew = async (holding) => {
    await new Promise((resolve) => setTimeout(resolve, 4_200))
    return holding
  }
  await jest.advanceTimersByTimeAsync(MINUTE_MS)
  expect(counts).toMatchObject({ opened: 1, closed: 0 })
  await shards.stop()
})

test('where nobody knows the shards any more they are shared again at once, and until then nothing is ready', async () => {
  const database = { renew: async (holding: Holding) => holding }
  const { shards, counts } = await startShards(database)
  database.renew = async (holding) => ({ ...holding, held: [], complete: false, missing: true })
  await jest.advanceTimersByTimeAsync(1_000)
  expect(shards.ready).toBe(false)
  expect(counts).toMatchObject({ closed: 1, shared: 1 })
  await jest.advanceTimersByTimeAsync(1_000)
  expect(counts.shared).toBe(2)
  database.renew = async (holding) => holding
  await jest.advanceTimersByTimeAsync(2_000)
  expect(shards.ready).toBe(true)
  await shards.stop()
})
