import { isoTime } from '../clock'
import { type Database, statement } from '../db'
import type { ClosedMonth, TopUpRow, UsageRow } from './draft'
import type { PlanMonth } from './plan-lines'

/** A month that is over and not closed yet. */
export interface DueMonth extends PlanMonth {
  workspaceId: string
  accountId: string
  workspaceName: string
  accountName: string
  billing: {
    address?: string | null
    vatId?: string | null
    mail?: string | null
    /** Addresses of who administered the account when it was deleted. */
    lastAdmins?: readonly string[]
  }
  /** Which one of the workspace, counted from 0. */
  month: number
}

/** A deleted workspace is closed to the month in which it was deleted. */
const DUE = `month_start(w.created_at, w.months_closed + 1) <= $1
  AND (w.deleted_at IS NULL OR month_start(w.created_at, w.months_closed) < w.deleted_at)`

const findDue = statement<{ id: string }>(
  'invoice.due',
  `SELECT w.id FROM workspace w WHERE ${DUE} ORDER BY w.id LIMIT $2`,
)

/** Ids of workspaces with a month that was over at `at`; at most `limit`. */
export async function findDueWorkspaces(db: Database, at: number, limit: number): Promise<readonly string[]> {
  return (await findDue(db, [isoTime(at), limit])).map(({ id }) => id)
}

const msOf = (moment: string) => `(extract(epoch FROM ${moment}) * 1000)::bigint`

const readDue = statement<DueMonth>(
  'invoice.month',
  `SELECT w.id AS "workspaceId", w.account_id AS "accountId", w.name AS "workspaceName", a.name AS "accountName", a.billing,
  w.months_closed AS month, m."from", m.until,
  w.plan, (SELECT coalesce(json_agg(json_build_object('plan', e.data->>'fromPlan', 'at', ${msOf('e.at')}) ORDER BY e.at, e.id), '[]')
    FROM audit_entry e WHERE e.workspace_id = w.id AND e.action = 'workspace.planChanged' AND e.at >= m."from") AS replaced,
  (SELECT coalesce(json_agg(json_build_object('plan', s.plan, 'from', ${msOf('s.since')}, 'until', ${msOf('s.until')}) ORDER BY s.since, s.id), '[]')
    FROM subscribed s WHERE s.workspace_id = w.id AND s.since < m.until AND (s.until IS NULL OR s.until > m."from")) AS subscriptions
FROM workspace w JOIN account a ON a.id = w.account_id,
  LATERAL (SELECT month_start(w.created_at, w.months_closed) AS "from", month_start(w.created_at, w.months_closed + 1) AS until) m
WHERE w.id = $2 AND ${DUE}`,
)

/** The oldest month of a workspace that was over at `at`; undefined: all of them are closed. */
export async function readDueMonth(
  db: Database,
  workspaceId: string,
  at: number,
): Promise<DueMonth | undefined> {
  const [month] = await readDue(db, [isoTime(at), workspaceId])
  return month
}

/** $1 workspace, $2 and $3 since and until when; so in the next. Sums are text: they may be larger than a number holds. */
const readTopUps = statement<Omit<TopUpRow, 'amountMicros'> & { amount: string }>(
  'invoice.topUps',
  `SELECT 'topUp' AS kind, t.currency, n.name AS team, t.at, t.amount_micros::text AS amount, coalesce(p.provider <> 'operator', false) AS "isPaid"
FROM top_up t LEFT JOIN team n ON n.id = t.team_id LEFT JOIN payment p ON p.id = t.payment_id
WHERE t.workspace_id = $1 AND t.at >= $2 AND t.at < $3 ORDER BY t.at, t.id`,
)

/** Names of chatbots that are only their owner's are not told, and neither is what a team has no longer. */
const readUses = statement<
  Omit<UsageRow, 'amountMicros' | 'topUpMicros'> & { amount: string; topUp: string }
>(
  'invoice.uses',
  `WITH used AS (
  SELECT currency, payer_person, payer_workspace, team_id, chatbot_id, count(*)::int AS answers, sum(cost_micros) AS amount,
    sum(top_up_micros) AS top_up
  FROM usage_entry WHERE workspace_id = $1 AND at >= $2 AND at < $3 GROUP BY 1, 2, 3, 4, 5
), named AS (
  SELECT used.*, CASE WHEN payer_workspace IS NOT NULL OR team_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM share_grant s WHERE s.chatbot_id = c.id AND s.team_id = used.team_id
      AND (s.ended_at IS NULL OR s.ended_at >= c.deleted_at)) THEN c.id END AS seen
  FROM used LEFT JOIN chatbot c ON c.id = used.chatbot_id
), g AS (
  SELECT currency, payer_person, payer_workspace, team_id, seen, sum(answers)::int AS answers, sum(amount) AS amount, sum(top_up) AS top_up
  FROM named GROUP BY 1, 2, 3, 4, 5
)
SELECT 'usage' AS kind, g.currency, coalesce(p.name, w.name) AS payer, t.name AS team, c.name, g.answers, g.amount::text,
  g.top_up::text AS "topUp"
FROM g LEFT JOIN person p ON p.id = g.payer_person LEFT JOIN workspace w ON w.id = g.payer_workspace
  LEFT JOIN team t ON t.id = g.team_id LEFT JOIN chatbot c ON c.id = g.seen
ORDER BY g.amount DESC, g.answers DESC, g.payer_person, g.team_id, g.seen`,
)

export async function readLedgers(
  db: Database,
  { workspaceId, from, until }: DueMonth,
): Promise<Pick<ClosedMonth, 'topUps' | 'uses'>> {
  const span = [workspaceId, isoTime(from), isoTime(until)]
  const [topUps, uses] = await Promise.all([readTopUps(db, span), readUses(db, span)])
  return {
    topUps: topUps.map(({ amount, ...row }) => ({ ...row, amountMicros: BigInt(amount) })),
    uses: uses.map(({ amount, topUp, ...row }) => ({
      ...row,
      amountMicros: BigInt(amount),
      topUpMicros: BigInt(topUp),
    })),
  }
}
