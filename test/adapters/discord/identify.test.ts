import { createIdentifying, pauseAfter } from '../../../adapters/discord/identify'
import { until } from '../../support/until'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const HOUR_MS = 3_600_000
const limit = (remaining: number, reset_after = 10 * HOUR_MS) => ({
  ...{ total: 1_000, remaining, reset_after, max_concurrency: 2 },
})
const gateway = (remaining: number, reset_after?: number) => ({
  url: 'wss://gateway.test',
  shards: 4,
  session_start_limit: limit(remaining, reset_after),
})

test('sessions follow in turns while many are left, then so that the rest lasts for the day, and ten are never used', () => {
  expect(pauseAfter(limit(1_000))).toBe(5_250)
  expect(pauseAfter(limit(200))).toBe(5_250)
  expect(pauseAfter(limit(110))).toBe(HOUR_MS / 10)
  expect(pauseAfter(limit(11))).toBe(10 * HOUR_MS)
  expect(pauseAfter(limit(10))).toBe(10 * HOUR_MS)
  expect(pauseAfter(limit(0, 60_000))).toBe(60_000)
})

test('a shard takes the turn of its key; when few are left there is one turn for all, which lasts longer', async () => {
  const turns: number[][] = []
  const identifying = (remaining: number) =>
    createIdentifying({
      ask: async () => gateway(remaining),
      leases: {
        takeTurn: async (...turn) => {
          turns.push(turn)
          return 0
        },
      },
      log: silent,
    })
  await identifying(1_000)(3, new AbortController().signal)
  await identifying(110)(3, new AbortController().signal)
  expect(turns).toEqual([
    [1, 5_250],
    [0, HOUR_MS / 10],
  ])
})

test('of sixteen shards that wait side by side none starts when fifteen were left and five have started', async () => {
  const closing = Array.from({ length: 16 }, () => new AbortController())
  const waiting = new Set<number>()
  let remaining = 15
  let holder: number | undefined
  const mayIdentify = createIdentifying({
    ask: async () => gateway(remaining),
    leases: {
      takeTurn: async () => {
        if (holder !== undefined) return 1
        holder = remaining
        return 0
      },
    },
    log: { ...silent, warn: (data) => void waiting.add((data as { shard: number }).shard) },
  })
  const starting = closing.map(async ({ signal }, shard) => {
    await mayIdentify(shard, signal)
    remaining -= 1
    holder = undefined
  })
  const started = Promise.allSettled(starting)
  await until(() => waiting.size === 11)
  for (const one of closing) one.abort()
  await started
  expect(remaining).toBe(10)
})

test('who has the turn, but finds that the last ones have been used meanwhile, waits', async () => {
  const closing = new AbortController()
  const limits = [gateway(11), gateway(10)]
  const mayIdentify = createIdentifying({
    ask: async () => limits.shift() ?? gateway(0),
    leases: { takeTurn: async () => 0 },
    log: { ...silent, warn: () => closing.abort() },
  })
  await expect(mayIdentify(0, closing.signal)).rejects.toThrow('aborted')
})

test('who is closed while it waits starts no session', async () => {
  const closing = new AbortController()
  const mayIdentify = createIdentifying({
    ask: async () => gateway(0),
    leases: { takeTurn: () => Promise.reject(new Error('nobody may ask')) },
    log: { ...silent, warn: () => closing.abort() },
  })
  await expect(mayIdentify(0, closing.signal)).rejects.toThrow('aborted')
})
