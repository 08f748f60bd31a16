import { auditOf } from '../audit'
import type { Context } from '../chat'
import { isoTime } from '../clock'
import { defineChange, type Standing } from '../db'
import type { PaymentsOptions } from './options'
import type { Payment } from './payment'
import { NOTICES, readKeepersOf } from './told'

/** A wish for another plan takes the place of an earlier one. */
const savePayment = defineChange(
  'payment.ask',
  `superseded AS (
  UPDATE payment SET status = 'expired', ended_at = $8, version = version + 1
  WHERE workspace_id = $2 AND kind = 'plan' AND status = 'open' AND $4::text IS NOT NULL RETURNING 1
), changed AS (
  INSERT INTO payment (id, account_id, workspace_id, team_id, kind, plan, amount_micros, currency, asked_by, asked_at, provider, status)
  SELECT $1, account_id, id, $3, CASE WHEN $4::text IS NULL THEN 'topUp' ELSE 'plan' END, $4, $5, $6, $7, $8, $9, 'open'
  FROM workspace WHERE id = $2 AND deleted_at IS NULL AND (SELECT count(*) FROM superseded) >= 0 RETURNING 1
)`,
)

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
  const others = (payments ? [] : await readKeepersOf(db, wish)).filter((id) => id !== actor.personId)
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
