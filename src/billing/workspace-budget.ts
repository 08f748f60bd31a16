import { isoTime } from '../clock'
import { type Database, statement } from '../db'
import type { Budget } from './budget'
import { periodEnd, periodStart } from './period'
import { type Plans, planOf } from './plans'

/** The money of a workspace in one currency, in the period that is running. */
export interface WorkspaceBudget extends Budget {
  workspaceId: string
  accountId: string
  workspaceName: string
  /** Of whose top-ups it tells what is left; null: of no team's. */
  teamId: string | null
  planName: string
  /** ISO 4217. */
  currency: string
  /** Of the workspace, milliseconds since 1970, as the next two. */
  createdAt: number
  beganAt: number
  /** The reset day (F109). */
  endsAt: number
  /** Which period its kept sums are of; null: none are kept yet. */
  keptSince: number | null
}

export interface BudgetOptions {
  db: Database
  plans: Plans
}

/** Sums are text: they may be larger than a number holds. */
interface Kept {
  accountId: string
  workspaceName: string
  plan: string
  createdAt: number
  keptSince: number | null
  spentMicros: string | null
  topUpMicros: string | null
  teamTopUpMicros: string
}

/** $1 workspace, $2 currency, $3 team or null. */
const readKept = statement<Kept>(
  'budget.kept',
  `SELECT w.account_id AS "accountId", w.name AS "workspaceName", w.plan, w.created_at AS "createdAt",
  b.began_at AS "keptSince", b.spent_micros::text AS "spentMicros", b.top_up_micros::text AS "topUpMicros",
  coalesce(t.left_micros, 0)::text AS "teamTopUpMicros"
FROM workspace w LEFT JOIN workspace_budget b ON b.workspace_id = w.id AND b.currency = $2
  LEFT JOIN team_balance t ON t.team_id = $3 AND t.currency = $2 WHERE w.id = $1`,
)

/** $1 workspace, $2 currency, $3 since when. */
const sumLedgers = statement<{ spentMicros: string; topUpMicros: string }>(
  'budget.sums',
  `SELECT u.spent::text AS "spentMicros", (t.entered - u.paid)::text AS "topUpMicros"
FROM (SELECT coalesce(sum(cost_micros - top_up_micros) FILTER (WHERE at >= $3), 0) AS spent, coalesce(sum(top_up_micros - team_top_up_micros), 0) AS paid
  FROM usage_entry WHERE workspace_id = $1 AND currency = $2) u,
  (SELECT coalesce(sum(amount_micros), 0) AS entered FROM top_up
    WHERE workspace_id = $1 AND currency = $2 AND team_id IS NULL) t`,
)

/** One read by keys; only before the first charge ever are the ledgers summed. With a team, also what is left of its top-ups. */
export async function readBudget(
  { db, plans }: BudgetOptions,
  { workspaceId, currency, teamId = null }: { workspaceId: string; currency: string; teamId?: string | null },
  now: number,
): Promise<WorkspaceBudget> {
  const [kept] = await readKept(db, [workspaceId, currency, teamId])
  if (!kept) throw new Error(`there is no workspace ${workspaceId}`)
  const { accountId, workspaceName, createdAt, keptSince } = kept
  // Another process may have begun the next period already.
  const at = Math.max(now, keptSince ?? now)
  const beganAt = periodStart(createdAt, at)
  const { name: planName, monthlyBudgetMicros: budgetMicros } = planOf(plans, kept.plan)
  const sums =
    keptSince === null ? (await sumLedgers(db, [workspaceId, currency, isoTime(beganAt)]))[0] : kept
  const isOver = keptSince !== null && keptSince < beganAt
  return {
    ...{
      workspaceId,
      accountId,
      workspaceName,
      teamId,
      planName,
      currency,
      createdAt,
      keptSince,
      budgetMicros,
    },
    beganAt,
    endsAt: periodEnd(createdAt, at),
    spentMicros: isOver ? 0n : BigInt(sums?.spentMicros ?? 0),
    teamTopUpMicros: BigInt(kept.teamTopUpMicros),
    topUpMicros: BigInt(sums?.topUpMicros ?? 0),
  }
}
