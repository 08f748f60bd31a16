import { ENTERED, type Entry, entering, entryFor, moneyWords } from '../billing'
import { isoTime } from '../clock'
import { type AuditRow, defineChange, type OwedRow, settle } from '../db'
import type { PaymentsOptions } from './options'
import { creditOf, isSame, type Mismatch, type Payment, type PaymentState, step, takenOf } from './payment'
import type { AboutPayment } from './port'
import { oweRefund } from './refund-due'
import { readPayment } from './repository'
import { NOTICES, readKeepersOf } from './told'

const saveState = defineChange(
  'payment.state',
  `living_workspace AS (
  SELECT 1 FROM workspace w JOIN payment p ON p.workspace_id = w.id WHERE p.id = $1 AND w.deleted_at IS NULL FOR SHARE OF w
), stepped AS (
  UPDATE payment SET status = $3, refunded_micros = $4, disputes = $5, version = version + 1,
    ended_at = CASE WHEN status = $3 THEN ended_at ELSE $6 END
  WHERE id = $1 AND version = $2 AND (status = $3 OR $3 <> 'paid' OR EXISTS (SELECT 1 FROM living_workspace)) RETURNING 1
), given_back AS (
  UPDATE refund_due SET settled_at = $6 WHERE payment_id = $1 AND settled_at IS NULL AND amount_micros <= $4 RETURNING 1
), ${entering('$7')}, changed AS (SELECT 1 FROM stepped WHERE ${ENTERED})`,
)

/**
 * Takes what the provider tells of a payment: enters what was paid, or takes back what was refunded, in the same
 * statement. Who has lost the right to pay meanwhile has paid nevertheless. `id`: the same however often it is told.
 */
export async function takeEvent(options: PaymentsOptions, id: string, event: AboutPayment): Promise<void> {
  const { db, clock, log } = options
  const what = { event: id, kind: event.kind }
  await settle(db, { key: `payment:event:${id}`, at: clock.now() }, async (wish) => {
    const payment = await readPayment(db, event.reference)
    if (!payment) {
      log.warn(what, 'a payment that nobody here has asked for')
      return null
    }
    const next = step(payment, event)
    if (typeof next === 'string') {
      log.error({ ...what, payment: payment.id, why: next }, 'a payment is not what was asked for')
      // What was subscribed to is seen to there.
      if (event.kind === 'paid' && event.subscriptionId === null)
        await oweRefund(db, wish, dueOf(payment, event, next), null)
      return null
    }
    if (isSame(next, payment.state)) return null
    const entry = await entryOf(options, payment, next, wish.at)
    const parameters = [
      ...[payment.id, payment.version, next.status, String(next.refundedMicros), disputesIn(next)],
      ...[isoTime(wish.at), JSON.stringify(entry.rows)],
    ]
    await saveState(db, parameters, wish, {
      reliesOn: [],
      audit: [...auditOf(payment, next), ...entry.audit],
      owed: await owedBy(options, payment, next),
      outcome: null,
    })
    return null
  })
}

function dueOf(payment: Payment, event: Extract<AboutPayment, { kind: 'paid' }>, why: Mismatch) {
  const { accountId, workspaceId, teamId, id: paymentId, askedBy: payerId } = payment
  const { checkoutId: providerId, amountMicros, currency } = event
  const paid = { amountMicros, currency }
  return { accountId, workspaceId, teamId, paymentId, payerId, why, providerId, paid, plan: null }
}

const disputesIn = ({ disputes }: PaymentState) =>
  JSON.stringify(Object.fromEntries(Object.entries(disputes).map(([id, micros]) => [id, String(micros)])))

/** What belonged to a team that is no more belongs to its workspace. */
function entryOf(options: PaymentsOptions, payment: Payment, next: PaymentState, at: number): Promise<Entry> {
  const { workspaceId, askedBy: enteredBy, id: paymentId, of } = payment
  const teamId = payment.teamDeleted ? null : payment.teamId
  const amountMicros = creditOf(payment, next) - creditOf(payment, payment.state)
  const currency = of.kind === 'topUp' ? of.currency : options.prices.currency
  return entryFor(options, { workspaceId, teamId, amountMicros, currency, enteredBy, paymentId, at })
}

function auditOf(payment: Payment, { status }: PaymentState): AuditRow[] {
  const { id, accountId, workspaceId, teamId, askedBy, of, state } = payment
  if (status === state.status || (status !== 'paid' && status !== 'failed')) return []
  const data = of.kind === 'plan' ? { plan: of.plan } : { amount: moneyWords(of.amountMicros, of.currency) }
  return [
    {
      ...{ accountId, workspaceId, ...(teamId !== null && { teamId }), actorId: askedBy },
      ...{ action: status === 'paid' ? 'payment.arrived' : 'payment.failed' },
      ...{ subjectType: 'payment', subjectId: id, data },
    },
  ]
}

async function owedBy(
  { db }: PaymentsOptions,
  payment: Payment,
  next: PaymentState,
): Promise<readonly OwedRow[]> {
  const { id: subjectId, accountId, askedBy, state, of } = payment
  const notice = (name: string, personId: string): OwedRow => ({
    ...{ kind: 'notice', name, accountId, personId, subjectId },
    data: { takenMicros: String(takenOf(next)) },
  })
  if (next.status !== state.status && next.status === 'failed') return [notice(NOTICES.failed, askedBy)]
  // Of a plan they are told when the workspace has it.
  if (next.status !== state.status && next.status === 'paid')
    return of.kind === 'plan' ? [] : [notice(NOTICES.paid, askedBy)]
  if (creditOf(payment, next) === creditOf(payment, state)) return []
  const keepers = await readKeepersOf(db, payment)
  return [...new Set([...keepers, askedBy])].map((personId) => notice(NOTICES.takenBack, personId))
}
