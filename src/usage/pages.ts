import type { TeamMembership } from '../access'
import { type BudgetOptions, type Prices, periodStart, readBudget, type WorkspaceBudget } from '../billing'
import { drawChart } from '../charts'
import type { Card, Context } from '../chat'
import type { Workspace } from '../scopes'
import { LINES_SHOWN } from './billing'
import { type ChartData, chartOption, chartWords } from './chart'
import { usageFiles } from './csv'
import { filesCard } from './files-card'
import { linesOf } from './lines'
import { daysOf, totalOf } from './totals'
import { type Grouping, type Period, readGrouping, type Scope } from './usage'
import { billingCard } from './views'

export interface UsageOptions extends BudgetOptions {
  prices: Prices
}

export interface Wanted {
  grouping: Grouping
  isBefore: boolean
  page: number
}

export const FIRST: Wanted = { grouping: readGrouping(undefined), isBefore: false, page: 0 }

export const teamScope = ({ teamId, teamName, workspaceId }: TeamMembership): Scope => ({
  ...{ kind: 'team', id: teamId, name: teamName, workspaceId },
})

export const workspaceScope = ({ workspaceId, workspaceName }: Workspace): Scope => ({
  ...{ kind: 'workspace', id: workspaceId, name: workspaceName, workspaceId },
})

type Asking = Pick<Context, 'actor' | 'at'>

/** The caller has asked whether this person may read it; so with the next. */
export async function billingPage(
  options: UsageOptions,
  { actor, at }: Asking,
  scope: Scope,
  wanted: Wanted,
): Promise<Card> {
  const { db, prices } = options
  const { currency } = prices
  const { budget, period, earlier } = await periodsOf(options, scope, at)
  const isBefore = wanted.isBefore && earlier !== null
  const shown = isBefore && earlier ? earlier : period
  const of = { scope, currency, ...shown }
  const list = { ...wanted, readBy: actor.personId, pageSize: LINES_SHOWN }
  const [now, before, days, { page, ...lines }] = await Promise.all([
    totalOf(db, { scope, currency, ...period }),
    earlier && totalOf(db, { scope, currency, ...earlier }),
    daysOf(db, of),
    linesOf(db, of, list),
  ])
  const card = billingCard({
    ...{ scope, budget, prices, now, list: lines },
    before: earlier && before && { ...earlier, ...before },
    shown: { grouping: wanted.grouping, isBefore, page },
  })
  if (days.length === 0) return card
  const budgetMicros = scope.kind === 'workspace' && !isBefore ? budget.budgetMicros : null
  const total = (isBefore ? before : null) ?? now
  const drawn: ChartData = { period: shown, days, total, currency, budgetMicros }
  const image = await drawChart(chartOption(drawn), { name: 'usage.png', alt: chartWords(drawn) })
  return { ...card, image }
}

/** The card that hands the files over. */
export async function filesPage(
  options: UsageOptions,
  { actor, at }: Asking,
  scope: Scope,
  isBefore: boolean,
): Promise<Card> {
  const { period, earlier } = await periodsOf(options, scope, at)
  const shown = (isBefore ? earlier : null) ?? period
  const of = { scope, currency: options.prices.currency, ...shown }
  return filesCard(scope, shown, await usageFiles(options.db, of, actor.personId))
}

async function periodsOf({ db, plans, prices }: UsageOptions, { kind, id, workspaceId }: Scope, at: number) {
  const teamId = kind === 'team' ? id : null
  const budget = await readBudget({ db, plans }, { workspaceId, teamId, currency: prices.currency }, at)
  const period: Period = { from: budget.beganAt, until: budget.endsAt }
  return { budget, period, earlier: periodBefore(budget) }
}

/** Null: the workspace did not exist in it. */
function periodBefore({ createdAt, beganAt }: WorkspaceBudget): Period | null {
  if (createdAt >= beganAt) return null
  return { from: periodStart(createdAt, beganAt - 1), until: beganAt }
}
