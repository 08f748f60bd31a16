import { fairShare } from '../../src/shards/share'

/** Everybody gives back and takes in turns until nothing moves any more. */
function settle(of: number, start: Record<string, number>) {
  const holding = new Map(Object.entries(start))
  let free = of - [...holding.values()].reduce((sum, held) => sum + held, 0)
  let moved = 0
  for (let isSettled = false; !isSettled; ) {
    isSettled = true
    for (const [me, held] of holding) {
      const gained = Math.min(fairShare(of, holding, me) - held, free)
      if (gained !== 0) isSettled = false
      holding.set(me, held + gained)
      free -= gained
      moved += Math.max(0, gained)
    }
  }
  return { holding: Object.fromEntries(holding), free, moved }
}

test('a process alone holds every shard', () => {
  expect(settle(16, { a: 0 }).holding).toEqual({ a: 16 })
})

test('a newcomer gets its share, and nothing else moves', () => {
  expect(settle(16, { a: 16, b: 0 })).toEqual({ holding: { a: 8, b: 8 }, free: 0, moved: 8 })
  expect(settle(4, { a: 2, b: 2, c: 0 })).toEqual({ holding: { a: 2, b: 1, c: 1 }, free: 0, moved: 1 })
})

test('one shard stays where it is when a second process comes', () => {
  expect(settle(1, { b: 1, a: 0 })).toEqual({ holding: { b: 1, a: 0 }, free: 0, moved: 0 })
})

test('what a process leaves behind is shared among the others', () => {
  expect(settle(7, { a: 2, b: 2 }).holding).toEqual({ a: 4, b: 3 })
})

test('however shards are spread, everybody ends with a share that differs by one at most', () => {
  for (let of = 0; of <= 12; of += 1)
    for (let a = 0; a <= of; a += 1)
      for (let b = 0; a + b <= of; b += 1) {
        const { holding, free } = settle(of, { a, b, c: 0, d: 0 })
        const held = Object.values(holding)
        expect({ of, free, gap: Math.max(...held) - Math.min(...held) <= 1 }).toEqual({
          of,
          free: 0,
          gap: true,
        })
      }
})
