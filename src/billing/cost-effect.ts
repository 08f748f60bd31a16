import { DAY_MS, isoTime } from '../clock'
import { type Database, statement } from '../db'
import { periodStart } from './period'
import { type Plans, planOf } from './plans'

/** What taking a chatbot in means for who will pay: amounts in millionths of the currency's unit. */
export interface CostEffect {
  /** ISO 4217. */
  currency: string
  /** Of the last 30 days, whatever they were priced in. */
  answers: number
  /** Of those priced in the currency. */
  costMicros: bigint
  /** What 30 days will cost if it goes on like that. */
  monthMicros: bigint
  plan: {
    name: string
    /** Of a month. */
    budgetMicros: bigint
    /** By everybody in the workspace, since the period began. */
    usedMicros: bigint
  }
}

const MONTH_MS = 30 * DAY_MS

const readAges = statement<{ chatbotSince: number; workspaceSince: number; plan: string }>(
  'billing.ages',
  `SELECT c.created_at AS "chatbotSince", w.created_at AS "workspaceSince", w.plan
FROM chatbot c JOIN workspace w ON w.id = c.workspace_id WHERE c.id = $1 AND w.id = $2`,
)

/** $1 chatbot, $2 workspace, $3 currency, $4 and $5 since when. Sums are text: they may be larger than a number holds. */
const readUsage = statement<{ answers: number; costMicros: string; usedMicros: string }>(
  'billing.usage',
  `SELECT u.answers, u.cost::text AS "costMicros", (
  SELECT coalesce(sum(cost_micros), 0)::text FROM usage_entry WHERE workspace_id = $2 AND currency = $3 AND at >= $5
) AS "usedMicros"
FROM (SELECT count(*) AS answers, coalesce(sum(cost_micros) FILTER (WHERE currency = $3), 0) AS cost FROM usage_entry
  WHERE chatbot_id = $1 AND at > $4) u`,
)

/** What a chatbot has cost lately, and the room in the plan of its workspace; for the currency in which answers are priced. */
export async function costEffect(
  { db, plans }: { db: Database; plans: Plans },
  { chatbotId, workspaceId, currency }: { chatbotId: string; workspaceId: string; currency: string },
  now: number,
): Promise<CostEffect> {
  const [ages] = await readAges(db, [chatbotId, workspaceId])
  if (!ages) throw new Error(`the workspace has no chatbot ${chatbotId}`)
  const lately = isoTime(now - MONTH_MS)
  const began = isoTime(periodStart(ages.workspaceSince, now))
  const [usage] = await readUsage(db, [chatbotId, workspaceId, currency, lately, began])
  if (!usage) throw new Error('billing.usage returns one row')
  const costMicros = BigInt(usage.costMicros)
  const { name, monthlyBudgetMicros } = planOf(plans, ages.plan)
  return {
    currency,
    answers: usage.answers,
    costMicros,
    monthMicros: projectMonth(costMicros, now - ages.chatbotSince),
    plan: { name, budgetMicros: monthlyBudgetMicros, usedMicros: BigInt(usage.usedMicros) },
  }
}

/**
 * What 30 days cost when the last 30 days cost this, or the whole life of a chatbot that is younger; rounded up. The first
 * day counts whole: from its first minutes nothing follows for a month.
 */
export function projectMonth(costMicros: bigint, ageMs: number): bigint {
  const lived = BigInt(Math.min(MONTH_MS, Math.max(DAY_MS, ageMs)))
  return (costMicros * BigInt(MONTH_MS) + lived - 1n) / lived
}
