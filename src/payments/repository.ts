import { type Database, statement } from '../db'
import type { Payment, PaymentState } from './payment'
import type { PlanKey } from './port'

/** Sums are text: they may be larger than a number holds. */
interface PaymentRow
  extends Pick<
    Payment,
    | 'id'
    | 'accountId'
    | 'workspaceId'
    | 'workspaceName'
    | 'workspaceDeleted'
    | 'teamId'
    | 'teamName'
    | 'teamDeleted'
    | 'askedBy'
  > {
  askedAt: number
  kind: 'topUp' | 'plan'
  plan: PlanKey | null
  amountMicros: string | null
  currency: string | null
  provider: Payment['provider']
  checkoutId: string | null
  checkoutUrl: string | null
  status: PaymentState['status']
  refundedMicros: string
  disputes: Record<string, string>
  version: number
}

const PAYMENT = `SELECT p.id, p.account_id AS "accountId", p.workspace_id AS "workspaceId", w.name AS "workspaceName",
  w.deleted_at IS NOT NULL AS "workspaceDeleted", p.team_id AS "teamId", t.name AS "teamName", coalesce(t.deleted_at IS NOT NULL, false) AS "teamDeleted",
  p.kind, p.plan, p.amount_micros::text AS "amountMicros", p.currency, p.asked_by AS "askedBy", p.asked_at AS "askedAt", p.provider,
  p.checkout_id AS "checkoutId", p.checkout_url AS "checkoutUrl", p.status, p.refunded_micros::text AS "refundedMicros",
  p.disputes, p.version
FROM payment p JOIN workspace w ON w.id = p.workspace_id LEFT JOIN team t ON t.id = p.team_id`

const findPayment = statement<PaymentRow>('payment.find', `${PAYMENT} WHERE p.id = $1`)
const findPlanWish = statement<PaymentRow>(
  'payment.planWish',
  `${PAYMENT} WHERE p.workspace_id = $1 AND p.kind = 'plan' AND p.status = 'open'`,
)
const findWishes = statement<PaymentRow>(
  'payment.wishes',
  `${PAYMENT} WHERE p.status = 'open' AND p.provider = 'operator' AND w.deleted_at IS NULL AND t.deleted_at IS NULL
ORDER BY p.asked_at, p.id`,
)

export async function readPayment(db: Database, id: string): Promise<Payment | undefined> {
  const [row] = await findPayment(db, [id])
  return row && paymentOf(row)
}

/** The one wish of a workspace for another plan that is not decided yet. */
export async function readPlanWish(db: Database, workspaceId: string): Promise<Payment | undefined> {
  const [row] = await findPlanWish(db, [workspaceId])
  return row && paymentOf(row)
}

/** What whoever runs Rolecall has to enter, the oldest first. */
export const readWishes = async (db: Database): Promise<readonly Payment[]> =>
  (await findWishes(db, [])).map(paymentOf)

function paymentOf(row: PaymentRow): Payment {
  const { kind, plan, amountMicros, currency, checkoutId, checkoutUrl, refundedMicros } = row
  const { status, disputes, ...payment } = row
  return {
    ...payment,
    of:
      kind === 'plan'
        ? { kind, plan: plan ?? 'basic' }
        : { kind, amountMicros: BigInt(amountMicros ?? 0), currency: currency ?? '' },
    checkout: checkoutId !== null && checkoutUrl !== null ? { id: checkoutId, url: checkoutUrl } : null,
    state: {
      status,
      refundedMicros: BigInt(refundedMicros),
      disputes: Object.fromEntries(Object.entries(disputes).map(([id, micros]) => [id, BigInt(micros)])),
    },
  }
}

/** Pages of the provider on which something of a workspace can still be paid. */
export const readOpenCheckouts = statement<{ checkoutId: string }>(
  'payment.openCheckouts',
  `SELECT checkout_id AS "checkoutId" FROM payment WHERE workspace_id = $1 AND status = 'open' AND checkout_id IS NOT NULL`,
)

/** Who a workspace is to the provider. */
export interface Customer {
  workspaceId: string
  accountId: string
  /** It was deleted, so it pays for nothing any more. */
  isDeleted: boolean
  plan: string
  customerId: string | null
  subscriptionId: string | null
  /** Null: it is nobody there yet. */
  version: number | null
}

export const readCustomer = statement<Customer>(
  'payment.customer',
  `SELECT w.id AS "workspaceId", w.account_id AS "accountId", w.deleted_at IS NOT NULL AS "isDeleted", w.plan,
  s.customer_id AS "customerId",
  s.subscription_id AS "subscriptionId", s.version
FROM workspace w LEFT JOIN subscription s ON s.workspace_id = w.id WHERE w.id = $1`,
)

export const readName = statement<{ name: string }>('payment.name', 'SELECT name FROM person WHERE id = $1')
