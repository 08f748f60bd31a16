import { levelOf } from '../../src/billing'
import { afterDraw, type Budget, draw, sameDraw } from '../../src/billing/budget'

const budget = (spent: number, topUp = 0, whole = 1_000): Budget => ({
  budgetMicros: BigInt(whole),
  spentMicros: BigInt(spent),
  topUpMicros: BigInt(topUp),
})

describe('the level of a budget', () => {
  test.each([
    ['nothing spent', budget(0), 'enough'],
    ['one micro below 80 %', budget(799), 'enough'],
    ['80 %', budget(800), 'nearly'],
    ['all but one micro', budget(999), 'nearly'],
    ['all of it, with a top-up', budget(1_000, 1), 'used'],
    ['all of it', budget(1_000), 'empty'],
    ['overdrawn', budget(1_200), 'empty'],
    ['overdrawn, then topped up', budget(1_200, 5), 'used'],
    ['a part of a micro is rounded up: 80 % of 9', budget(7, 0, 9), 'enough'],
    ['80 % of 9 is passed by 8', budget(8, 0, 9), 'nearly'],
    ['a plan without a budget', budget(0, 0, 0), 'empty'],
    ['a plan without a budget, with a top-up', budget(0, 1, 0), 'used'],
  ])('%s', (_what, given, level) => {
    expect(levelOf(given)).toBe(level)
  })
})

describe('F110 the budget pays before the top-ups', () => {
  test.each([
    ['all from the budget while it lasts', budget(0, 500), 1_000, { fromBudget: 1_000n, fromTopUp: 0n }],
    ['what is beyond it from the top-ups', budget(900, 500), 300, { fromBudget: 100n, fromTopUp: 200n }],
    ['all from the top-ups when it is used up', budget(1_000, 500), 300, { fromBudget: 0n, fromTopUp: 300n }],
    ['also when it was overdrawn', budget(1_100, 500), 300, { fromBudget: 0n, fromTopUp: 300n }],
    ['the last of both, and a little more', budget(900, 50), 300, { fromBudget: 250n, fromTopUp: 50n }],
    ['without a top-up the budget is overdrawn', budget(900), 300, { fromBudget: 300n, fromTopUp: 0n }],
    ['what costs nothing', budget(900, 50), 0, { fromBudget: 0n, fromTopUp: 0n }],
  ])('%s', (_what, given, cost, split) => {
    expect(draw(given, BigInt(cost))).toEqual(split)
  })
})

test('F110 wherever a draw says that it comes out alike, it does, and nowhere does it leave less than nothing', () => {
  const sums = Array.from({ length: 14 }, (_, spent) => [0, 1, 2, 5].map((topUp) => budget(spent, topUp, 10)))
  for (const before of sums.flat())
    for (const cost of [1n, 2n, 3n, 11n]) {
      const { spent, topUp } = sameDraw(before, cost)
      const within = sums
        .flat()
        .filter((other) => other.spentMicros >= spent.least && other.spentMicros <= spent.most)
        .filter((other) => other.topUpMicros >= topUp.least && other.topUpMicros <= topUp.most)
      expect(within).toContainEqual(before)
      for (const other of within) {
        expect(draw(other, cost)).toEqual(draw(before, cost))
        expect(levelsAround(other, cost)).toEqual(levelsAround(before, cost))
        expect(afterDraw(other, draw(other, cost)).topUpMicros).toBeGreaterThanOrEqual(0n)
      }
    }
})

const levelsAround = (before: Budget, cost: bigint) => [
  levelOf(before),
  levelOf(afterDraw(before, draw(before, cost))),
]
