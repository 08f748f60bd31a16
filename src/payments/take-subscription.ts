import { isPlan, planOf } from '../billing'
import { defineChange, settle } from '../db'
import { type PlanStep, planStep } from '../seats'
import type { PaymentsOptions } from './options'
import type { PaymentProvider, PlanKey, Subscription } from './port'
import { type Customer, readCustomer } from './repository'

/** The plan follows in the same statement, so that a later change of the subscription cannot be undone by an earlier one. */
const saveSubscription = defineChange(
  'payment.subscription',
  `kept AS (
  UPDATE subscription SET subscription_id = $3, version = version + 1 WHERE workspace_id = $1 AND version = $2 RETURNING 1
), planned AS (
  UPDATE workspace SET plan = $4 WHERE id = $1 AND plan = $5 RETURNING 1
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
  await settle(db, { key: `payment:subscription:${id}`, at: clock.now() }, async (wish) => {
    const about = await provider.readSubscription(subscriptionId)
    const [customer] = about ? await readCustomer(db, [about.workspaceId]) : []
    // Asked once more, after the version was read: whoever saves has seen what nobody else has saved since.
    const now = await provider.readSubscription(subscriptionId)
    if (!now || !customer || customer.customerId !== now.customerId) {
      log.warn({ event: id }, 'a subscription of no workspace here')
      return null
    }
    // Somebody has paid after the workspace was deleted.
    if (customer.isDeleted && now.isLive) await provider.cancelSubscription(subscriptionId)
    if (customer.isDeleted) return null
    const next = await nextOf(provider, customer, { ...now, id: subscriptionId })
    if (next === 'second') {
      log.error({ event: id, workspace: customer.workspaceId }, 'a workspace has subscribed twice')
      return null
    }
    if (next === null) return null
    const from = isPlan(customer.plan) ? customer.plan : 'basic'
    const step = await stepTo(options, customer, next.plan, wish.at)
    const parameters = [customer.workspaceId, customer.version, next.subscriptionId, next.plan, from]
    await saveSubscription(db, parameters, wish, { reliesOn: [], ...step, outcome: null })
    return null
  })
}

interface Next {
  subscriptionId: string | null
  plan: PlanKey
}

/** Null: nothing changes. */
async function nextOf(
  provider: PaymentProvider,
  { plan, subscriptionId }: Customer,
  now: Subscription & { id: string },
): Promise<Next | 'second' | null> {
  const isKept = subscriptionId === now.id
  if (!now.isLive) return isKept ? { subscriptionId: null, plan: 'basic' } : null
  if (now.plan === null || (isKept && now.plan === plan)) return null
  if (subscriptionId !== null && !isKept && (await provider.readSubscription(subscriptionId))?.isLive)
    return 'second'
  return { subscriptionId: now.id, plan: now.plan }
}

/** Who is in stays in, also when the plan has fewer seats (R13). */
async function stepTo(
  { db, plans }: PaymentsOptions,
  { accountId, workspaceId, plan: from }: Customer,
  plan: PlanKey,
  at: number,
): Promise<Pick<PlanStep, 'audit' | 'owed'>> {
  if (planOf(plans, from) === plans[plan]) return { audit: [], owed: [] }
  const step = await planStep({ db, plans }, { accountId, workspaceId, plan }, at)
  return step ?? { audit: [], owed: [] }
}
