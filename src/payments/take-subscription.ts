import { isPlan, planOf } from '../billing'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, settle, type Wish } from '../db'
import { type PlanStep, planStep } from '../seats'
import type { PaymentsOptions } from './options'
import type { PaymentProvider, PlanKey, Subscription } from './port'
import { oweRefund } from './refund-due'
import { type Customer, readCustomer, readPayment } from './repository'

/** The plan, and since when it is paid by card, follow in the same statement, so that a later change of the subscription cannot be undone by an earlier one. */
const saveSubscription = defineChange(
  'payment.subscription',
  `kept AS (
  UPDATE subscription SET subscription_id = $3, version = version + 1 WHERE workspace_id = $1 AND version = $2 RETURNING 1
), planned AS (
  UPDATE workspace SET plan = $4 WHERE id = $1 AND plan = $5 RETURNING 1
), ended AS (
  UPDATE subscribed SET until = $7 WHERE workspace_id = $1 AND until IS NULL
), begun AS (
  INSERT INTO subscribed (id, workspace_id, plan, since) SELECT $6, $1, $4, $7 FROM kept WHERE $3::text IS NOT NULL
), changed AS (SELECT 1 FROM kept WHERE $4 = $5 OR EXISTS (SELECT 1 FROM planned))`,
)

/**
 * A subscription has changed somehow: what holds of it now is asked, so that it does not matter in which order its
 * changes are told. `id`: of what was told.
 */
export async function takeSubscription(
  options: PaymentsOptions,
  provider: PaymentProvider,
  id: string,
  subscriptionId: string,
): Promise<void> {
  const { db, clock, log } = options
  const isRefused = await settle(db, { key: `payment:subscription:${id}`, at: clock.now() }, async (wish) => {
    const about = await provider.readSubscription(subscriptionId)
    const [customer] = about ? await readCustomer(db, [about.workspaceId]) : []
    // Asked once more, after the version was read: whoever saves has seen what nobody else has saved since.
    const now = await provider.readSubscription(subscriptionId)
    if (!now || !customer || customer.customerId !== now.customerId) {
      log.warn({ event: id }, 'a subscription of no workspace here')
      return false
    }
    const current = { ...now, id: subscriptionId }
    const next = await nextOf(provider, customer, current)
    if (next === 'workspaceDeleted' || next === 'subscribedTwice') {
      log.error({ event: id, workspace: customer.workspaceId, why: next }, 'a subscription cannot be used')
      await refuseSubscription(db, wish, customer, current, next)
      return true
    }
    if (next === null) return false
    const from = isPlan(customer.plan) ? customer.plan : 'basic'
    const step = await stepTo(options, customer, next, wish.at)
    const parameters = [
      ...[customer.workspaceId, customer.version, next.subscriptionId, next.plan, from],
      ...[newId(wish.at), isoTime(wish.at)],
    ]
    await saveSubscription(db, parameters, wish, { reliesOn: [], ...step, outcome: false })
    return false
  })
  if (isRefused) await provider.cancelSubscription(subscriptionId)
}

type Current = Subscription & { id: string }

async function refuseSubscription(
  db: Database,
  wish: Wish,
  { accountId, workspaceId, subscriptionId }: Customer,
  { id: providerId, reference, plan }: Current,
  why: 'workspaceDeleted' | 'subscribedTwice',
): Promise<void> {
  // What was paid for while there was a workspace ends with it.
  if (subscriptionId === providerId) return
  const payment = reference === null ? undefined : await readPayment(db, reference)
  const whose = { accountId, workspaceId, teamId: null }
  const of = { paymentId: payment?.id ?? null, payerId: payment?.askedBy ?? null }
  await oweRefund(db, wish, { ...whose, ...of, why, providerId, paid: null, plan }, true)
}

interface Next {
  subscriptionId: string | null
  plan: PlanKey
}

/** Null: nothing changes. */
async function nextOf(
  provider: PaymentProvider,
  { plan, subscriptionId, isDeleted }: Customer,
  now: Current,
): Promise<Next | 'workspaceDeleted' | 'subscribedTwice' | null> {
  if (isDeleted) return now.isLive ? 'workspaceDeleted' : null
  const isKept = subscriptionId === now.id
  if (!now.isLive) return isKept ? { subscriptionId: null, plan: 'basic' } : null
  if (now.plan === null || (isKept && now.plan === plan)) return null
  if (subscriptionId !== null && !isKept && (await provider.readSubscription(subscriptionId))?.isLive)
    return 'subscribedTwice'
  return { subscriptionId: now.id, plan: now.plan }
}

/** Who is in stays in, also when the plan has fewer seats (R13). */
async function stepTo(
  { db, plans }: PaymentsOptions,
  { accountId, workspaceId, plan: from }: Customer,
  { plan, subscriptionId }: Next,
  at: number,
): Promise<Pick<PlanStep, 'audit' | 'owed'>> {
  if (planOf(plans, from) === plans[plan]) return { audit: [], owed: [] }
  const step = await planStep(
    { db, plans },
    { accountId, workspaceId, plan, isEnded: subscriptionId === null },
    at,
  )
  return step ?? { audit: [], owed: [] }
}
