import { isoTime } from '../clock'
import { type AuditRow, newId } from '../db'
import { moneyWords } from './money-words'
import { type BudgetOptions, readBudget, type WorkspaceBudget } from './workspace-budget'

export interface TopUp {
  workspaceId: string
  /** Of which team alone it is; absent: everybody in the workspace draws on it. */
  teamId?: string | null
  /** Millionths of the currency's unit; below zero it takes back. */
  amountMicros: bigint
  currency: string
  /** Null: the operator, or nobody. */
  enteredBy: string | null
  /** What paid for it; absent: the operator enters it by hand. */
  paymentId?: string
  /** It goes from a deleted team to its workspace, also when it is owed. */
  isMoved?: boolean
  at: number
}

/** A top-up that is about to be written down. */
export interface Entry {
  /** Goes into the parameter of `entering`; none for an amount of zero. */
  rows: readonly object[]
  audit: readonly AuditRow[]
  /** What is left of the top-ups afterwards, the team's or the workspace's. */
  leftMicros: bigint
}

/** For a change that enters a top-up. */
export async function entryFor(options: BudgetOptions, topUp: TopUp): Promise<Entry> {
  const { workspaceId, teamId = null, amountMicros, currency, enteredBy, paymentId = null, at } = topUp
  const { isMoved = false } = topUp
  const budget = await readBudget(options, { workspaceId, teamId, currency }, at)
  const leftMicros = (teamId === null ? budget.topUpMicros : budget.teamTopUpMicros) + amountMicros
  if (amountMicros === 0n) return { rows: [], audit: [], leftMicros }
  const row = {
    ...{ id: newId(at), workspace: workspaceId, team: teamId, currency, by: enteredBy, payment: paymentId },
    ...{ amount: String(amountMicros), left: String(leftMicros), at: isoTime(at) },
    ...{ began: isoTime(budget.beganAt), spent: String(budget.spentMicros) },
    // What was paid is taken back also when it has been used, and what is owed is moved; else only what is left is taken.
    least: amountMicros < 0n && paymentId === null && !(isMoved && teamId === null) ? '0' : null,
    // What comes for a team while it is deleted is decided again: the workspace gets it.
    living: teamId !== null && !isMoved,
  }
  return { rows: [row], audit: [auditOf(topUp, budget)], leftMicros }
}

/**
 * CTEs that write down what is in a parameter, rows of entries as JSON, and add it to the kept sums: at most one of a
 * workspace and one of a team. `ENTERED` says that all is well.
 */
export const entering = (parameter: string) => `entry AS (
  SELECT * FROM jsonb_to_recordset(${parameter}::jsonb) AS e(id text, workspace text, team text, currency text, "by" text, payment text,
    amount bigint, "left" bigint, at timestamptz, began timestamptz, spent bigint, least bigint, living boolean)
), living_team AS (
  SELECT t.id FROM team t JOIN entry e ON e.team = t.id WHERE e.living AND t.deleted_at IS NULL FOR SHARE OF t
), entered AS (
  INSERT INTO top_up (id, account_id, workspace_id, team_id, amount_micros, currency, entered_by, payment_id, at)
  SELECT e.id, w.account_id, w.id, e.team, e.amount, e.currency, e.by, e.payment, e.at FROM entry e JOIN workspace w ON w.id = e.workspace
), added AS (
  INSERT INTO workspace_budget AS b (workspace_id, currency, began_at, spent_micros, top_up_micros)
  SELECT workspace, currency, began, spent, "left" FROM entry WHERE team IS NULL
  ON CONFLICT (workspace_id, currency) DO UPDATE SET top_up_micros = b.top_up_micros + (SELECT amount FROM entry WHERE team IS NULL)
  WHERE EXISTS (SELECT 1 FROM entry WHERE team IS NULL AND (least IS NULL OR b.top_up_micros + amount >= least)) RETURNING 1
), added_to_team AS (
  INSERT INTO team_balance AS b (team_id, currency, left_micros) SELECT team, currency, "left" FROM entry
  WHERE team IS NOT NULL AND (NOT living OR team IN (SELECT id FROM living_team))
  ON CONFLICT (team_id, currency) DO UPDATE SET left_micros = b.left_micros + (SELECT amount FROM entry WHERE team IS NOT NULL)
  WHERE EXISTS (SELECT 1 FROM entry WHERE team IS NOT NULL AND (least IS NULL OR b.left_micros + amount >= least)) RETURNING 1
)`
export const ENTERED =
  '(SELECT count(*) FROM entry) = (SELECT count(*) FROM added) + (SELECT count(*) FROM added_to_team)'

function auditOf({ amountMicros, currency, enteredBy, teamId }: TopUp, budget: WorkspaceBudget): AuditRow {
  const { accountId, workspaceId } = budget
  const subject =
    teamId == null
      ? { subjectType: 'workspace', subjectId: workspaceId }
      : { subjectType: 'team', subjectId: teamId, teamId }
  return {
    ...{ accountId, workspaceId, actorId: enteredBy, ...subject },
    action: amountMicros < 0n ? 'topUp.takenBack' : 'topUp.entered',
    data: { amount: moneyWords(amountMicros < 0n ? -amountMicros : amountMicros, currency) },
  }
}
