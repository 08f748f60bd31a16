/** Where the money of a workspace stands in one period; all in millionths of the currency's unit. */
export interface Budget {
  /** Of the plan, for the whole period (F108). */
  budgetMicros: bigint
  /** Taken from it. Answers that were under way when everything was used up may have taken a little more. */
  spentMicros: bigint
  /** Left of the top-ups of the team whose owner pays; nothing where no team's does. */
  teamTopUpMicros: bigint
  /** Left of the workspace's top-ups. Both are below zero when a payment was taken back that had been used. */
  topUpMicros: bigint
}

/** `nearly`: most of the budget is used. `used`: all of it, and answers are paid by top-ups. `empty`: the workspace's are used, too. */
export type BudgetLevel = 'enough' | 'nearly' | 'used' | 'empty'

const LEVELS: readonly BudgetLevel[] = ['enough', 'nearly', 'used', 'empty']
const NEARLY_PERCENT = 80n

export function levelOf(budget: Budget): BudgetLevel {
  const { budgetMicros, spentMicros, topUpMicros } = budget
  if (spentMicros < budgetMicros) return spentMicros >= nearlyFrom(budget) ? 'nearly' : 'enough'
  return topUpMicros > 0n ? 'used' : 'empty'
}

/** Nothing is left that could pay for an answer. */
export const isEmpty = (budget: Budget): boolean => levelOf(budget) === 'empty' && !hasTeamTopUp(budget)

const hasTeamTopUp = ({ teamTopUpMicros }: Budget) => teamTopUpMicros > 0n

/** A draw has used what was left of the team's top-ups. */
export const endsTeamTopUp = (before: Budget, after: Budget): boolean =>
  hasTeamTopUp(before) && !hasTeamTopUp(after)

export const isAtLeast = (level: BudgetLevel, least: BudgetLevel): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(least)

/** What is left of the budget itself. */
export const leftOf = ({ budgetMicros, spentMicros }: Budget): bigint =>
  atLeastNothing(budgetMicros - spentMicros)

/** A cost, split by who pays it. */
export interface Draw {
  fromBudget: bigint
  fromTeam: bigint
  fromTopUp: bigint
}

/**
 * The budget pays first, then the team's top-ups, then the workspace's (F110). What none has, overdraws the budget and is
 * forgotten with its period.
 */
export function draw(budget: Budget, costMicros: bigint): Draw {
  const beyond = atLeastNothing(costMicros - leftOf(budget))
  const fromTeam = lesser(beyond, atLeastNothing(budget.teamTopUpMicros))
  const fromTopUp = lesser(beyond - fromTeam, atLeastNothing(budget.topUpMicros))
  return { fromBudget: costMicros - fromTeam - fromTopUp, fromTeam, fromTopUp }
}

export const afterDraw = (budget: Budget, { fromBudget, fromTeam, fromTopUp }: Draw): Budget => ({
  ...budget,
  spentMicros: budget.spentMicros + fromBudget,
  teamTopUpMicros: budget.teamTopUpMicros - fromTeam,
  topUpMicros: budget.topUpMicros - fromTopUp,
})

/** Bounds, both included. */
export interface Range {
  least: bigint
  most: bigint
}

/**
 * Between which values a cost is split alike and leads to the same level, so that others may draw meanwhile: as long as
 * no purse runs out and the level stays, one purse pays it all. What changes either holds for these very values only.
 */
export function sameDraw(budget: Budget, costMicros: bigint): Record<'spent' | 'team' | 'topUp', Range> {
  const { budgetMicros, spentMicros, teamTopUpMicros, topUpMicros } = budget
  const level = levelOf(budget)
  const after = afterDraw(budget, draw(budget, costMicros))
  if (levelOf(after) !== level || endsTeamTopUp(budget, after))
    return { spent: only(spentMicros), team: only(teamTopUpMicros), topUp: only(topUpMicros) }
  const nearly = nearlyFrom(budget)
  if (level === 'enough') return { spent: { ...ANY, most: nearly - 1n - costMicros }, team: ANY, topUp: ANY }
  if (level === 'nearly')
    return { spent: { least: nearly, most: budgetMicros - 1n - costMicros }, team: ANY, topUp: ANY }
  const teamPays = hasTeamTopUp(budget)
  return {
    spent: { ...ANY, least: budgetMicros },
    team: teamPays ? { ...ANY, least: costMicros + 1n } : { ...ANY, most: 0n },
    topUp: level === 'empty' ? { ...ANY, most: 0n } : { ...ANY, least: teamPays ? 1n : costMicros + 1n },
  }
}

/** As far as PostgreSQL counts. */
const ANY: Range = { least: -(2n ** 63n), most: 2n ** 63n - 1n }
const only = (value: bigint): Range => ({ least: value, most: value })

/** The first amount that is so many percent. */
const nearlyFrom = ({ budgetMicros }: Budget) => (budgetMicros * NEARLY_PERCENT + 99n) / 100n
const atLeastNothing = (micros: bigint) => (micros > 0n ? micros : 0n)
const lesser = (one: bigint, other: bigint) => (one < other ? one : other)
