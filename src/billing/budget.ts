/** Where the money of a workspace stands in one period; all in millionths of the currency's unit. */
export interface Budget {
  /** Of the plan, for the whole period (F108). */
  budgetMicros: bigint
  /** Taken from it. Answers that were under way when everything was used up may have taken a little more. */
  spentMicros: bigint
  /** Left of all top-ups; never below zero. */
  topUpMicros: bigint
}

/** `nearly`: most of the budget is used. `used`: all of it, and answers are paid by top-ups. `empty`: those are used, too. */
export type BudgetLevel = 'enough' | 'nearly' | 'used' | 'empty'

const LEVELS: readonly BudgetLevel[] = ['enough', 'nearly', 'used', 'empty']
const NEARLY_PERCENT = 80n

export function levelOf(budget: Budget): BudgetLevel {
  const { budgetMicros, spentMicros, topUpMicros } = budget
  if (spentMicros < budgetMicros) return spentMicros >= nearlyFrom(budget) ? 'nearly' : 'enough'
  return topUpMicros > 0n ? 'used' : 'empty'
}

export const isAtLeast = (level: BudgetLevel, least: BudgetLevel): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(least)

/** What is left of the budget itself. */
export const leftOf = ({ budgetMicros, spentMicros }: Budget): bigint =>
  atLeastNothing(budgetMicros - spentMicros)

/** A cost, split by who pays it. */
export interface Draw {
  fromBudget: bigint
  fromTopUp: bigint
}

/** The budget pays first, then the top-ups (F110). What neither has, overdraws the budget and is forgotten with its period. */
export function draw(budget: Budget, costMicros: bigint): Draw {
  const beyond = atLeastNothing(costMicros - leftOf(budget))
  const fromTopUp = budget.topUpMicros - atLeastNothing(budget.topUpMicros - beyond)
  return { fromBudget: costMicros - fromTopUp, fromTopUp }
}

export const afterDraw = (budget: Budget, { fromBudget, fromTopUp }: Draw): Budget => ({
  ...budget,
  spentMicros: budget.spentMicros + fromBudget,
  topUpMicros: budget.topUpMicros - fromTopUp,
})

/** Bounds, both included. */
export interface Range {
  least: bigint
  most: bigint
}

/**
 * Between which values a cost is split alike and leads to the same level, so that others may draw meanwhile: as long as
 * the level stays, one purse pays it all. What changes the level holds for these very values only.
 */
export function sameDraw(budget: Budget, costMicros: bigint): { spent: Range; topUp: Range } {
  const { budgetMicros, spentMicros, topUpMicros } = budget
  const level = levelOf(budget)
  if (levelOf(afterDraw(budget, draw(budget, costMicros))) !== level)
    return { spent: only(spentMicros), topUp: only(topUpMicros) }
  const nearly = nearlyFrom(budget)
  switch (level) {
    case 'enough':
      return { spent: { least: 0n, most: nearly - 1n - costMicros }, topUp: ANY }
    case 'nearly':
      return { spent: { least: nearly, most: budgetMicros - 1n - costMicros }, topUp: ANY }
    case 'used':
      return { spent: { ...ANY, least: budgetMicros }, topUp: { ...ANY, least: costMicros + 1n } }
    case 'empty':
      return { spent: { ...ANY, least: budgetMicros }, topUp: only(0n) }
  }
}

/** As far as PostgreSQL counts. */
const ANY: Range = { least: 0n, most: 2n ** 63n - 1n }
const only = (value: bigint): Range => ({ least: value, most: value })

/** The first amount that is so many percent. */
const nearlyFrom = ({ budgetMicros }: Budget) => (budgetMicros * NEARLY_PERCENT + 99n) / 100n
const atLeastNothing = (micros: bigint) => (micros > 0n ? micros : 0n)
