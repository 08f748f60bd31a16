import type { TeamMembership } from '../access'
import { type BudgetOptions, type Prices, periodStart, readBudget, type WorkspaceBudget } from '../billing'
import type { Card, Context } from '../chat'
import { linesOf, totalOf } from './repository'
import { type Grouping, type Period, readGrouping } from './usage'
import { teamBillingCard } from './views'

export interface UsageOptions extends BudgetOptions {
  prices: Prices
}

export interface Wanted {
  grouping: Grouping
  isBefore: boolean
  page: number
}

export const FIRST: Wanted = { grouping: readGrouping(undefined), isBefore: false, page: 0 }

/** The caller has asked whether this person may read it. */
export async function teamBillingPage(
  { db, plans, prices }: UsageOptions,
  { actor, at }: Pick<Context, 'actor' | 'at'>,
  own: TeamMembership,
  wanted: Wanted,
): Promise<Card> {
  const { teamId, workspaceId } = own
  const { currency } = prices
  const budget = await readBudget({ db, plans }, { workspaceId, currency }, at)
  const period = { from: budget.beganAt, until: budget.endsAt }
  const earlier = periodBefore(budget)
  const isBefore = wanted.isBefore && earlier !== null
  const of = { teamId, currency, ...(isBefore && earlier ? earlier : period) }
  const [now, before, { page, ...list }] = await Promise.all([
    totalOf(db, { teamId, currency, ...period }),
    earlier && totalOf(db, { teamId, currency, ...earlier }),
    linesOf(db, of, { ...wanted, readBy: actor.personId }),
  ])
  return teamBillingCard({
    ...{ own, budget, prices, now, list },
    before: earlier && before && { ...earlier, ...before },
    shown: { grouping: wanted.grouping, isBefore, page },
  })
}

/** Null: the workspace did not exist in it. */
function periodBefore({ createdAt, beganAt }: WorkspaceBudget): Period | null {
  if (createdAt >= beganAt) return null
  return { from: periodStart(createdAt, beganAt - 1), until: beganAt }
}
