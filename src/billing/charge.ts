import { isoTime } from '../clock'
import { type OwedRow, statement } from '../db'
import { afterDraw, draw, endsTeamTopUp, levelOf, sameDraw } from './budget'
import { type BudgetOptions, readBudget, type WorkspaceBudget } from './workspace-budget'

/** A cost that is about to be written down. */
export interface Charge {
  /** What of it top-ups pay, the team's and the workspace's. */
  topUpMicros: bigint
  /** What of that the team's pay. */
  teamTopUpMicros: bigint
  /** Parameter of `CHARGED`, as JSON. */
  draw: string
  /** Notices: the budget has come to another level by it, or the team's top-ups to their end. */
  owed: readonly OwedRow[]
}

interface Cost {
  workspaceId: string
  currency: string
  costMicros: bigint
  payerId: string | null
  /** Whose owner pays; null: nobody as owner of a team. */
  teamId: string | null
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
    topUpMicros: split.fromTeam + split.fromTopUp,
    teamTopUpMicros: split.fromTeam,
    draw: JSON.stringify([row(before, after, sameDraw(before, cost.costMicros))]),
    owed: [
      ...(rises ? await warnings(options, after, cost.payerId) : []),
      ...(endsTeamTopUp(before, after) ? teamWarning(after, cost) : []),
    ],
  }
}

const NOTHING: Charge = { topUpMicros: 0n, teamTopUpMicros: 0n, draw: '[]', owed: [] }

function row(before: WorkspaceBudget, after: WorkspaceBudget, same: ReturnType<typeof sameDraw>) {
  const { workspaceId, teamId, currency, beganAt, keptSince } = before
  const { spent, team, topUp } = same
  return {
    ...{ workspace: workspaceId, team: teamId, currency, began: isoTime(beganAt) },
    kept: keptSince === null ? null : isoTime(keptSince),
    ...{ spent: String(after.spentMicros), left: String(after.topUpMicros) },
    from_budget: String(after.spentMicros - before.spentMicros),
    from_team: String(before.teamTopUpMicros - after.teamTopUpMicros),
    from_top_up: String(before.topUpMicros - after.topUpMicros),
    ...{ least_spent: String(spent.least), most_spent: String(spent.most) },
    ...{ least_team: String(team.least), most_team: String(team.most) },
    ...{ least_left: String(topUp.least), most_left: String(topUp.most) },
  }
}

/**
 * CTEs that take a charge's `draw`, a parameter, from the kept sums of its workspace and its team. In a new period the
 * spent sum begins anew. Nothing is in `drawn`, or in `drawn_team`, when the sums have moved to where the cost would be
 * split otherwise; `CHARGED` says that all is well.
 */
export const drawing = (parameter: string) => `draw AS (
  SELECT * FROM jsonb_to_recordset(${parameter}::jsonb) AS d(workspace text, team text, currency text, began timestamptz,
    kept timestamptz, spent bigint, "left" bigint, from_budget bigint, from_team bigint, from_top_up bigint,
    least_spent bigint, most_spent bigint, least_team bigint, most_team bigint, least_left bigint, most_left bigint)
), drawn AS (
  INSERT INTO workspace_budget AS b (workspace_id, currency, began_at, spent_micros, top_up_micros)
  SELECT workspace, currency, began, spent, "left" FROM draw
  ON CONFLICT (workspace_id, currency) DO UPDATE SET began_at = excluded.began_at,
    spent_micros = CASE WHEN b.began_at = excluded.began_at THEN b.spent_micros + (SELECT from_budget FROM draw) ELSE excluded.spent_micros END,
    top_up_micros = b.top_up_micros - (SELECT from_top_up FROM draw)
  WHERE EXISTS (SELECT 1 FROM draw d WHERE b.began_at = d.kept AND b.top_up_micros BETWEEN d.least_left AND d.most_left
    AND (b.began_at < d.began OR b.spent_micros BETWEEN d.least_spent AND d.most_spent))
  RETURNING 1
), drawn_team AS (
  UPDATE team_balance b SET left_micros = b.left_micros - d.from_team FROM draw d
  WHERE d.from_team > 0 AND b.team_id = d.team AND b.currency = d.currency AND b.left_micros BETWEEN d.least_team AND d.most_team RETURNING 1
)`
export const CHARGED = `NOT EXISTS (SELECT 1 FROM draw WHERE NOT EXISTS (SELECT 1 FROM drawn)
  OR (from_team > 0 AND NOT EXISTS (SELECT 1 FROM drawn_team)))`

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

/** Told to the owner of the team, whose money it was. */
function teamWarning({ accountId, teamId, currency }: WorkspaceBudget, { payerId }: Cost): OwedRow[] {
  if (teamId === null || payerId === null) return []
  return [
    {
      ...{ kind: 'notice', name: 'budget.teamUsed', accountId, personId: payerId, subjectId: teamId },
      data: { currency },
    },
  ]
}
