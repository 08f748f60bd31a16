import { levelOf } from '../../src/billing'
import { afterDraw, type Budget, draw, endsTeamTopUp, isEmpty, sameDraw } from '../../src/billing/budget'

const budget = (spent: number, topUp = 0, whole = 1_000, teamTopUp = 0): Budget => ({
  budgetMicros: BigInt(whole),
  spentMicros: BigInt(spent),
  teamTopUpMicros: BigInt(teamTopUp),
  topUpMicros: BigInt(topUp),
})
const withTeam = (spent: number, teamTopUp: number, topUp = 0) => budget(spent, topUp, 1_000, teamTopUp)

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
    ['top-ups below zero, since a payment was taken back', budget(1_000, -5), 'empty'],
    ['top-ups of a team alone', withTeam(1_000, 5), 'empty'],
  ])('%s', (_what, given, level) => {
    expect(levelOf(given)).toBe(level)
  })
})

test('a team with a top-up of its own is answered when the workspace has nothing left', () => {
  expect(isEmpty(withTeam(1_000, 1))).toBe(false)
  expect(isEmpty(withTeam(1_000, 0))).toBe(true)
  expect(isEmpty(withTeam(1_000, -1, 1))).toBe(false)
  expect(isEmpty(withTeam(999, -1, -1))).toBe(false)
})

describe('F110 the budget pays first, then the top-ups of the team, then those of the workspace', () => {
  test.each<[string, Budget, number, readonly [budget: number, team: number, topUp: number]]>([
    ['all from the budget while it lasts', withTeam(0, 500, 500), 1_000, [1_000, 0, 0]],
    ['what is beyond it from the team’s', withTeam(900, 500, 500), 300, [100, 200, 0]],
    ['all from the team’s when it is used up', withTeam(1_000, 500, 500), 300, [0, 300, 0]],
    ['what is beyond both from the workspace’s', withTeam(900, 50, 500), 300, [100, 50, 150]],
    ['without a team from the workspace’s', budget(900, 500), 300, [100, 0, 200]],
    ['also when the budget was overdrawn', budget(1_100, 500), 300, [0, 0, 300]],
    ['the last of all three, and a little more', withTeam(900, 50, 50), 300, [200, 50, 50]],
    ['without a top-up the budget is overdrawn', budget(900), 300, [300, 0, 0]],
    ['nothing from what is below zero', withTeam(1_000, -7, -5), 300, [300, 0, 0]],
    ['what is below zero hides nothing of the other', withTeam(1_000, -7, 400), 300, [0, 0, 300]],
    ['what costs nothing', withTeam(900, 50, 50), 0, [0, 0, 0]],
  ])('%s', (_what, given, cost, [fromBudget, fromTeam, fromTopUp]) => {
    const expected = {
      fromBudget: BigInt(fromBudget),
      fromTeam: BigInt(fromTeam),
      fromTopUp: BigInt(fromTopUp),
    }
    expect(draw(given, BigInt(cost))).toEqual(expected)
  })
})

test('F110 wherever a draw says that it comes out alike, it does, and nowhere does it leave less than nothing', () => {
  const spents = [0, 5, 7, 8, 9, 10, 13]
  const purses = [-2, 0, 1, 2, 5]
  const all = spents.flatMap((spent) =>
    purses.flatMap((topUp) => purses.map((teamTopUp) => budget(spent, topUp, 10, teamTopUp))),
  )
  for (const before of all)
    for (const cost of [1n, 2n, 3n, 11n]) {
      const { spent, team, topUp } = sameDraw(before, cost)
      const isIn = (value: bigint, { least, most }: { least: bigint; most: bigint }) =>
        value >= least && value <= most
      const within = all.filter(
        (other) =>
          isIn(other.spentMicros, spent) &&
          isIn(other.teamTopUpMicros, team) &&
          isIn(other.topUpMicros, topUp),
      )
      expect(within).toContainEqual(before)
      for (const other of within) {
        const split = draw(other, cost)
        expect(split).toEqual(draw(before, cost))
        expect(told(other, cost)).toEqual(told(before, cost))
        const after = afterDraw(other, split)
        expect(split.fromTeam === 0n || after.teamTopUpMicros >= 0n).toBe(true)
        expect(split.fromTopUp === 0n || after.topUpMicros >= 0n).toBe(true)
      }
    }
})

/** What people are told of by a charge. */
const told = (before: Budget, cost: bigint) => {
  const after = afterDraw(before, draw(before, cost))
  return [levelOf(before), levelOf(after), endsTeamTopUp(before, after)]
}
