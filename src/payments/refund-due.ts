import { isoTime } from '../clock'
import { type Database, defineChange, newId, statement, type Wish } from '../db'
import type { Mismatch } from './payment'
import type { PlanKey } from './port'
import { NOTICES, readKeepersOf } from './told'

/** Money that came and cannot be used here. Whoever runs Rolecall gives it back. */
export interface RefundDue {
  id: string
  accountName: string
  workspaceName: string
  why: Mismatch | 'subscribedTwice'
  /** What it is found by at the provider. */
  providerId: string
  /** Null: what the provider takes for the plan. */
  paid: { amountMicros: bigint; currency: string } | null
  plan: PlanKey | null
}

interface DueRow extends Omit<RefundDue, 'paid'> {
  amountMicros: string | null
  currency: string | null
}

const DUE = `SELECT d.id, a.name AS "accountName", w.name AS "workspaceName", d.why, d.provider_id AS "providerId",
  d.amount_micros::text AS "amountMicros", d.currency, d.plan
FROM refund_due d JOIN workspace w ON w.id = d.workspace_id JOIN account a ON a.id = d.account_id`

const findDue = statement<DueRow>('refundDue.find', `${DUE} WHERE d.id = $1`)
const findAllDue = statement<DueRow>('refundDue.all', `${DUE} WHERE d.settled_at IS NULL ORDER BY d.at, d.id`)
const findKnown = statement<{ id: string }>(
  'refundDue.known',
  'SELECT id FROM refund_due WHERE provider_id = $1',
)

/** It may have been refunded before it was known to be paid. */
const saveDue = defineChange(
  'payment.refundDue',
  `changed AS (
  INSERT INTO refund_due (id, account_id, workspace_id, payment_id, why, provider_id, amount_micros, currency, plan, at, settled_at)
  SELECT $1, account_id, id, $3, $4, $5, $6::bigint, $7, $8, $9::timestamptz,
    CASE WHEN EXISTS (SELECT 1 FROM payment p WHERE p.id = $3 AND p.refunded_micros >= $6) THEN $9 END
  FROM workspace WHERE id = $2 RETURNING 1
)`,
)

const saveSettled = defineChange(
  'payment.refundSettled',
  'changed AS (UPDATE refund_due SET settled_at = $2 WHERE id = $1 AND settled_at IS NULL RETURNING 1)',
)

interface Due extends Pick<RefundDue, 'why' | 'providerId' | 'paid' | 'plan'> {
  accountId: string
  workspaceId: string
  teamId: string | null
  paymentId: string | null
  /** Who has paid; null: nobody knows, so those who see to the money are told. */
  payerId: string | null
}

/** Writes down, once, that something has to be given back, and tells whoever has paid it. @throws Stale, AlreadyDone */
export async function oweRefund(db: Database, wish: Wish, due: Due, outcome: unknown): Promise<void> {
  const { accountId, workspaceId, paymentId, payerId, why, providerId, paid, plan } = due
  if ((await findKnown(db, [providerId])).length > 0) return
  const id = newId(wish.at)
  const parameters = [
    ...[id, workspaceId, paymentId, why, providerId],
    ...[paid ? String(paid.amountMicros) : null, paid?.currency ?? null, plan, isoTime(wish.at)],
  ]
  const told = payerId === null ? await readKeepersOf(db, due) : [payerId]
  await saveDue(db, parameters, wish, {
    ...{ reliesOn: [], audit: [], outcome },
    owed: told.map((personId) => ({
      ...{ kind: 'notice', name: NOTICES.refundDue, accountId, personId, subjectId: id },
    })),
  })
}

/** Notes that something was given back, where the provider does not tell so. False: there is no such thing to give back. */
export async function settleRefund(db: Database, wish: Wish, id: string): Promise<boolean> {
  const due = (await readRefundsDue(db)).some((each) => each.id === id)
  if (due)
    await saveSettled(db, [id, isoTime(wish.at)], wish, { reliesOn: [], audit: [], owed: [], outcome: true })
  return due
}

export async function readRefundDue(db: Database, id: string): Promise<RefundDue | undefined> {
  const [row] = await findDue(db, [id])
  return row && dueOf(row)
}

/** What whoever runs Rolecall has to give back, the oldest first. */
export const readRefundsDue = async (db: Database): Promise<readonly RefundDue[]> =>
  (await findAllDue(db, [])).map(dueOf)

const dueOf = ({ amountMicros, currency, ...row }: DueRow): RefundDue => ({
  ...row,
  paid: amountMicros !== null && currency !== null ? { amountMicros: BigInt(amountMicros), currency } : null,
})
