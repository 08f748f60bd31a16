import type { Plans } from '../billing'
import { inCoins, sum } from './coins'
import type { ChargeLine, InvoiceLine, TopUpLine, UsageLine } from './invoice'
import { type PlanMonth, planLines } from './plan-lines'

/** A month of a workspace that is over, as the ledgers have it. */
export interface ClosedMonth extends PlanMonth {
  topUps: readonly TopUpRow[]
  uses: readonly UsageRow[]
}

export type TopUpRow = TopUpLine & { currency: string }
export type UsageRow = UsageLine & { currency: string }

/** An invoice but for its number. */
export interface Draft {
  currency: string
  lines: readonly InvoiceLine[]
  totalMinor: bigint
  paidMinor: bigint
}

/**
 * One for each currency, for amounts of different ones are never added; none where nothing was used and nothing is
 * asked for. The plan is priced in `currency`.
 */
export function draftInvoices(month: ClosedMonth, plans: Plans, currency: string): readonly Draft[] {
  const used = [...month.topUps, ...month.uses].map((row) => row.currency)
  return [...new Set([currency, ...used])].flatMap((each) => {
    const charges: ChargeLine[] = [
      ...(each === currency ? planLines(month, plans) : []),
      ...month.topUps.filter((row) => row.currency === each),
    ]
    const uses = month.uses.filter((row) => row.currency === each)
    const isEmpty = uses.length === 0 && charges.every(({ amountMicros }) => amountMicros === 0n)
    return isEmpty ? [] : [draft(each, charges, uses)]
  })
}

function draft(currency: string, charges: readonly ChargeLine[], uses: readonly UsageLine[]): Draft {
  const coins = inCoins(
    charges.map(({ amountMicros }) => amountMicros),
    currency,
  )
  return {
    ...{ currency, lines: [...charges, ...uses], totalMinor: sum(coins) },
    paidMinor: sum(coins.filter((_, index) => charges[index]?.isPaid)),
  }
}
