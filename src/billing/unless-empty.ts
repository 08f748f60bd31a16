import { type Refusal, refuse } from '../chat'
import { isEmpty } from './budget'
import { isFree, type Prices } from './price'
import { type BudgetOptions, readBudget } from './workspace-budget'

/**
 * Refuses a question when nothing is left that could pay for its answer (domain.md §5). Where answers cost nothing, nothing
 * is read.
 */
export async function unlessEmpty(
  options: BudgetOptions & { prices: Prices },
  from: { workspaceId: string; teamId: string | null },
  now: number,
): Promise<Refusal | undefined> {
  const { prices } = options
  if (isFree(prices)) return undefined
  const budget = await readBudget(options, { ...from, currency: prices.currency }, now)
  if (!isEmpty(budget)) return undefined
  return refuse({ code: 'budgetEmpty', workspace: budget.workspaceName, endsAt: budget.endsAt })
}
