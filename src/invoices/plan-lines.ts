import { isPlan, type Plan, type Plans, planOf } from '../billing'
import type { PlanLine, Span } from './invoice'

/** Which plans a workspace had in a month, and for which time it paid for them by card. */
export interface PlanMonth extends Span {
  /** By `workspace.plan`, as it is now. */
  plan: string
  /** Those that were replaced since the month began, in order; null: one that nobody knows any more. */
  replaced: readonly { plan: string | null; at: number }[]
  /** In order; `until` null: it still goes on. */
  subscriptions: readonly { plan: string; from: number; until: number | null }[]
}

/**
 * The month is cut where a subscription begins or ends. What was subscribed to is paid; the rest costs the dearest plan that
 * it had, for each part whole: from whichever day on, it gave the whole of its budget.
 */
export function planLines(month: PlanMonth, plans: Plans): readonly PlanLine[] {
  const parts = partsOf(month)
  const lines = parts.map((part): PlanLine => {
    const { name, monthlyPriceMicros } =
      part.subscribed === null ? dearestIn(part, month, plans) : planOf(plans, part.subscribed)
    const priceUntil = (at: number) =>
      (monthlyPriceMicros * BigInt(at - month.from)) / BigInt(month.until - month.from)
    return {
      ...{ kind: 'plan', name, part: parts.length === 1 ? null : { from: part.from, until: part.until } },
      amountMicros: priceUntil(part.until) - priceUntil(part.from),
      isPaid: part.subscribed !== null,
    }
  })
  const asked = lines.filter(({ amountMicros }) => amountMicros > 0n)
  return asked.length > 0 ? asked : lines.slice(-1)
}

type Part = Span & { subscribed: string | null }

function partsOf({ from, until, subscriptions }: PlanMonth): readonly Part[] {
  const parts: Part[] = []
  let reached = from
  for (const subscription of subscriptions) {
    const begin = Math.max(subscription.from, reached)
    const end = Math.min(subscription.until ?? until, until)
    if (end <= begin) continue
    if (begin > reached) parts.push({ from: reached, until: begin, subscribed: null })
    parts.push({ from: begin, until: end, subscribed: subscription.plan })
    reached = end
  }
  return reached < until ? [...parts, { from: reached, until, subscribed: null }] : parts
}

/** Each plan held until it was replaced. */
function dearestIn({ from, until }: Span, { plan, replaced }: PlanMonth, plans: Plans): Plan {
  const had = [...replaced, { plan, at: Infinity }]
    .filter(({ at }, index) => at > from && (replaced[index - 1]?.at ?? -Infinity) < until)
    .flatMap((each) => (each.plan !== null && isPlan(each.plan) ? [plans[each.plan]] : []))
  return had.reduce(
    (dearest, each) => (each.monthlyPriceMicros > dearest.monthlyPriceMicros ? each : dearest),
    had[0] ?? planOf(plans, plan),
  )
}
