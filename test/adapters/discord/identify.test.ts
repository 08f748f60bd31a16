import { createIdentifying, pauseBefore } from '../../../adapters/discord/identify'

const HOUR_MS = 3_600_000
const limit = (remaining: number, reset_after = 10 * HOUR_MS) => ({
  ...{ total: 1_000, remaining, reset_after, max_concurrency: 2 },
})
const gateway = (remaining: number, reset_after?: number) => ({
  url: 'wss://gateway.test',
  shards: 4,
  session_start_limit: limit(remaining, reset_after),
})

test('sessions start at once while many are left, then so that the rest lasts for the day, and ten are never used', () => {
  expect(pauseBefore(limit(1_000))).toBe(0)
  expect(pauseBefore(limit(200))).toBe(0)
  expect(pauseBefore(limit(110))).toBe(HOUR_MS / 10)
  expect(pauseBefore(limit(11))).toBe(10 * HOUR_MS)
  expect(pauseBefore(limit(10))).toBe(10 * HOUR_MS)
  expect(pauseBefore(limit(0, 5_000))).toBe(5_000)
})

test('a shard waits until Discord counts anew, says so in the log, and then takes its turn by its key', async () => {
  const answers = [gateway(3, 20), gateway(1_000)]
  const warned: object[] = []
  const turns: number[] = []
  const mayIdentify = createIdentifying({
    ask: async () => answers.shift() ?? gateway(0),
    leases: {
      takeTurn: async (key) => {
        turns.push(key)
        return 0
      },
    },
    log: { info: () => {}, error: () => {}, warn: (data) => void warned.push(data) },
  })
  await mayIdentify(3, new AbortController().signal)
  expect(warned).toEqual([{ shard: 3, remaining: 3, pauseMs: 20 }])
  expect(turns).toEqual([1])
})

test('who is closed while it waits starts no session', async () => {
  const closing = new AbortController()
  const mayIdentify = createIdentifying({
    ask: async () => gateway(0),
    leases: { takeTurn: () => Promise.reject(new Error('nobody may ask')) },
    log: { info: () => {}, error: () => {}, warn: () => closing.abort() },
  })
  await expect(mayIdentify(0, closing.signal)).rejects.toThrow('aborted')
})
