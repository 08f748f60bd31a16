import { isoTime } from '../clock'
import { type OwedRow, statement } from '../db'
import { afterDraw, draw, levelOf, sameDraw } from './budget'
import { type BudgetOptions, readBudget, type WorkspaceBudget } from './workspace-budget'

/** A cost that is about to be written down. */
export interface Charge {
  /** What of it the top-ups pay. */
  topUpMicros: bigint
  /** Parameter of `CHARGED`, as JSON. */
  draw: string
  /** Notices: the budget has come to another level by it. */
  owed: readonly OwedRow[]
}

interface Cost {
  workspaceId: string
  currency: string
  costMicros: bigint
  payerId: string | null
  at: number
}

/** Splits a cost by who pays it. What costs nothing draws on nothing, and neither does what belongs to a closed period. */
export async function chargeFor(options: BudgetOptions, cost: Cost): Promise<Charge> {
  if (cost.costMicros === 0n) return NOTHING
  const before = await readBudget(options, cost, cost.at)
  if (cost.at < before.beganAt) return NOTHING
  const split = draw(before, cost.costMicros)
  const after = { ...before, ...afterDraw(before, split) }
  const rises = levelOf(after) !== levelOf(before)
  return {
    topUpMicros: split.fromTopUp,
    draw: JSON.stringify([row(before, after, sameDraw(before, cost.costMicros))]),
    owed: rises ? await warnings(options, after, cost.payerId) : [],
  }
}

const NOTHING: Charge = { topUpMicros: 0n, draw: '[]', owed: [] }

function row(before: WorkspaceBudget, after: WorkspaceBudget, { spent, topUp }: ReturnType<typeof sameDraw>) {
  const { workspaceId, currency, beganAt, keptSince } = before
  return {
    ...{ workspace: workspaceId, currency, began: isoTime(beganAt) },
    kept: keptSince === null ? null : isoTime(keptSince),
    ...{ spent: String(after.spentMicros), left: String(after.topUpMicros) },
    from_budget: String(after.spentMicros - before.spentMicros),
    from_top_up: String(before.topUpMicros - after.topUpMicros),
    ...{ least_spent: String(spent.least), most_spent: String(spent.most) },
    ...{ least_left: String(topUp.least), most_left: String(topUp.most) },
  }
}

/**
 * CTEs that take a charge's `draw`, a parameter, from the kept sums of its workspace. In a new period the spent sum begins
 * anew. Nothing is in `drawn` when the sums have moved to where the cost would be split otherwise; `CHARGED` says that all
 * is well.
 */
export const drawing = (parameter: string) => `draw AS (
  SELECT * FROM jsonb_to_recordset(${parameter}::jsonb) AS d(workspace text, currency text, began timestamptz, kept timestamptz,
    spent bigint, "left" bigint, from_budget bigint, from_top_up bigint, least_spent bigint, most_spent bigint,
    least_left bigint, most_left bigint)
), drawn AS (
  INSERT INTO workspace_budget AS b (workspace_id, currency, began_at, spent_micros, top_up_micros)
  SELECT workspace, currency, began, spent, "left" FROM draw
  ON CONFLICT (workspace_id, currency) DO UPDATE SET began_at = excluded.began_at,
    spent_micros = CASE WHEN b.began_at = excluded.began_at THEN b.spent_micros + (SELECT from_budget FROM draw) ELSE excluded.spent_micros END,
    top_up_micros = b.top_up_micros - (SELECT from_top_up FROM draw)
  WHERE EXISTS (SELECT 1 FROM draw d WHERE b.began_at = d.kept AND b.top_up_micros BETWEEN d.least_left AND d.most_left
    AND (b.began_at < d.began OR b.spent_micros BETWEEN d.least_spent AND d.most_spent))
  RETURNING 1
)`
export const CHARGED = '(NOT EXISTS (SELECT 1 FROM draw) OR EXISTS (SELECT 1 FROM drawn))'

/** $1 workspace, $2 account, $3 who pays for the answer. */
const findWarned = statement<{ personId: string }>(
  'budget.warned',
  `SELECT person_id AS "personId" FROM workspace_user WHERE workspace_id = $1 AND role IN ('workspaceAdmin', 'billingAdmin')
UNION SELECT person_id FROM account_admin WHERE account_id = $2
UNION SELECT $3::text WHERE $3::text IS NOT NULL`,
)

async function warnings(
  { db }: BudgetOptions,
  after: WorkspaceBudget,
  payerId: string | null,
): Promise<OwedRow[]> {
  const { workspaceId, accountId, currency, beganAt } = after
  const told = await findWarned(db, [workspaceId, accountId, payerId])
  return told.map(({ personId }) => ({
    ...{ kind: 'notice', name: 'budget.level', accountId, personId, subjectId: workspaceId },
    data: { currency, beganAt, level: levelOf(after) },
  }))
}
