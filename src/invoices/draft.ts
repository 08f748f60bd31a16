import { type Plan, type Plans, planOf } from '../billing'
import { inCoins, sum } from './coins'
import type { ChargeLine, InvoiceLine, UsageLine } from './invoice'

/** A month of a workspace that is over, as the ledgers have it. */
export interface ClosedMonth {
  /** By `workspace.plan`, as it is now. */
  plan: string
  /** By their names: those that were replaced since the month began, in order, and whether that was before its end. */
  replaced: readonly { name: string; isBeforeEnd: boolean }[]
  /** The plan is paid by card, month by month. */
  isSubscribed: boolean
  topUps: readonly TopUpRow[]
  uses: readonly UsageRow[]
}

export type TopUpRow = Extract<ChargeLine, { kind: 'topUp' }> & { currency: string }
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
      ...(each === currency ? [planLine(month, plans)] : []),
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

/** The dearest plan of the month, whole: from whichever day on, it gave the whole of its budget. */
function planLine({ plan, replaced, isSubscribed }: ClosedMonth, plans: Plans): ChargeLine {
  const later = replaced.findIndex(({ isBeforeEnd }) => !isBeforeEnd)
  const names = replaced.map(({ name }) => name)
  const had = later < 0 ? [...names, planOf(plans, plan).name] : names.slice(0, later + 1)
  const { name, monthlyPriceMicros } = Object.values<Plan>({ ...plans })
    .filter((each) => had.includes(each.name))
    .reduce((dearest, each) => (each.monthlyPriceMicros > dearest.monthlyPriceMicros ? each : dearest))
  return { kind: 'plan', name, amountMicros: monthlyPriceMicros, isPaid: isSubscribed }
}
