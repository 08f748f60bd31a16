import { createMemory } from '../../../adapters/slack/memory'

const SECOND_MS = 1_000

function stage() {
  let [now, asked] = [0, 0]
  const remember = createMemory<number>(() => now)
  const ask = (key: string, fails = false) =>
    remember(key, async () => {
      asked += 1
      const value = asked
      await Promise.resolve()
      if (fails) throw new Error('away')
      return { value, keptMs: SECOND_MS }
    })
  return {
    ask,
    asked: () => asked,
    pass: (ms: number) => {
      now += ms
    },
  }
}

test('many who ask at the same time are told by one question', async () => {
  const { ask, asked } = stage()
  expect(await Promise.all([ask('a'), ask('a'), ask('b'), ask('a')])).toEqual([1, 1, 2, 1])
  expect(asked()).toBe(2)
})

test('what was said is kept for its time, and no longer', async () => {
  const { ask, pass } = stage()
  expect(await ask('a')).toBe(1)
  pass(SECOND_MS - 1)
  expect(await ask('a')).toBe(1)
  pass(1)
  expect(await ask('a')).toBe(2)
})

test('a failure is told to all who wait for it, and kept by nobody', async () => {
  const { ask } = stage()
  const both = await Promise.allSettled([ask('a', true), ask('a')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask('a')).toBe(2)
})

test('of more than 20,000 the ones said longest ago are asked again', async () => {
  const { ask, asked } = stage()
  for (let key = 0; key <= 20_000; key += 1) await ask(String(key))
  expect(asked()).toBe(20_001)
  await ask('1')
  expect(asked()).toBe(20_001)
  await ask('0')
  expect(asked()).toBe(20_002)
})
