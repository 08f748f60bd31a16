import { auditOf } from '../audit'
import type { Context } from '../chat'
import { HOUR_MS, isoTime } from '../clock'
import { defineChange, type Standing, statement } from '../db'
import type { PaymentsOptions } from './options'
import type { Payment } from './payment'
import { NOTICES, readKeepersOf } from './told'

/**
 * A wish for another plan takes the place of an earlier one; where nothing is charged, so does a wish to top up, of the same
 * person for the same.
 */
const savePayment = defineChange(
  'payment.ask',
  `superseded AS (
  UPDATE payment SET status = 'expired', ended_at = $8, version = version + 1
  WHERE workspace_id = $2 AND status = 'open' AND (
    kind = 'plan' AND $4::text IS NOT NULL OR
    kind = 'topUp' AND $4::text IS NULL AND provider = 'operator' AND $9 = 'operator' AND team_id IS NOT DISTINCT FROM $3 AND asked_by = $7
  ) RETURNING 1
), changed AS (
  INSERT INTO payment (id, account_id, workspace_id, team_id, kind, plan, amount_micros, currency, asked_by, asked_at, provider, status)
  SELECT $1, account_id, id, $3, CASE WHEN $4::text IS NULL THEN 'topUp' ELSE 'plan' END, $4, $5, $6, $7, $8, $9, 'open'
  FROM workspace WHERE id = $2 AND deleted_at IS NULL AND (SELECT count(*) FROM superseded) >= 0 RETURNING 1
)`,
)

/** Who corrects a wish soon disturbs nobody again. */
const TOLD_AGAIN_MS = HOUR_MS

export interface NewWish {
  paymentId: string
  accountId: string
  workspaceId: string
  teamId: string | null
  of: Payment['of']
  reliesOn: readonly Standing[]
  /** What the audit and those who are told of it read. */
  data: { amount: string } | { plan: string }
}

/** When a person has last asked for the same, also when it is over. $1 workspace, $2 team, $3 person, $4 plan. */
const findEarlier = statement<{ askedAt: number }>(
  'payment.earlier',
  `SELECT asked_at AS "askedAt" FROM payment WHERE workspace_id = $1 AND team_id IS NOT DISTINCT FROM $2 AND asked_by = $3
   AND plan IS NOT DISTINCT FROM $4 ORDER BY asked_at DESC LIMIT 1`,
)

/** Where nothing is charged, those who see to the money are told what happens now. @throws Stale, AlreadyDone */
export async function saveWish(
  { db, payments }: PaymentsOptions,
  context: Context,
  wish: NewWish,
  outcome: unknown,
): Promise<void> {
  const { paymentId: subjectId, accountId, workspaceId, teamId, of, reliesOn, data } = wish
  const { actor, at } = context
  const { plan, amountMicros, currency } = columnsOf(of)
  const parameters = [
    ...[subjectId, workspaceId, teamId, plan, amountMicros, currency, actor.personId],
    ...[isoTime(at), payments ? 'stripe' : 'operator'],
  ]
  const scope = { accountId, workspaceId, ...(teamId !== null && { teamId }) }
  const [earlier] = payments ? [] : await findEarlier(db, [workspaceId, teamId, actor.personId, plan])
  const areTold = !payments && (earlier?.askedAt ?? 0) <= at - TOLD_AGAIN_MS
  const others = (areTold ? await readKeepersOf(db, wish) : []).filter((id) => id !== actor.personId)
  await savePayment(db, parameters, context, {
    reliesOn,
    audit: [auditOf(context, scope, { action: 'payment.asked', subjectType: 'payment', subjectId, data })],
    owed: others.map((personId) => ({
      ...{ kind: 'notice', name: NOTICES.asked, accountId, personId, subjectId },
      actorId: actor.personId,
    })),
    outcome,
  })
}

const columnsOf = (of: Payment['of']) =>
  of.kind === 'plan'
    ? { plan: of.plan, amountMicros: null, currency: null }
    : { plan: null, amountMicros: String(of.amountMicros), currency: of.currency }
