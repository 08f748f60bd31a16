import Stripe from 'stripe'
import { type Endpoint, openClient } from './client'
import { readEvent } from './events'
import { toStripe } from './money'

export interface StripeOptions extends Endpoint {
  webhookSecret: string
  /** By plan; null: it is not sold here. */
  priceIds: { basic: string | null; pro: string | null }
}

type PlanKey = keyof StripeOptions['priceIds']

interface Wish {
  reference: string
  label: string
  doneUrl: string
  cancelUrl: string
}

interface TopUpWish extends Wish {
  amountMicros: bigint
  currency: string
  customerId: string | null
}

interface PlanWish extends Wish {
  plan: PlanKey
  customerId: string
  workspaceId: string
}

/** What is paid at last: https://docs.stripe.com/api/subscriptions/object#subscription_object-status */
const LIVE: ReadonlySet<string> = new Set(['active', 'trialing', 'past_due'])

/** Payments by Stripe's own pages, so that no number of a card ever comes to Rolecall. */
export function createStripe(options: StripeOptions) {
  const { webhookSecret, priceIds } = options
  const stripe = openClient(options)
  const plans = (['basic', 'pro'] as const).filter((plan) => priceIds[plan] !== null)
  const planOfPrice = (id: string | undefined) => plans.find((plan) => priceIds[plan] === id) ?? null

  const common = ({ reference, doneUrl, cancelUrl }: Wish) =>
    ({
      client_reference_id: reference,
      metadata: { reference },
      success_url: doneUrl,
      cancel_url: cancelUrl,
      // The amount that is asked for is the amount that comes, in the same currency.
      adaptive_pricing: { enabled: false },
    }) as const
  /** https://docs.stripe.com/api/idempotent_requests */
  const once = ({ reference }: Wish) => ({ idempotencyKey: `checkout:${reference}` })

  async function openTopUp(wish: TopUpWish) {
    const { reference, label: name, amountMicros, currency, customerId } = wish
    const price = {
      currency: currency.toLowerCase(),
      unit_amount: toStripe(amountMicros, currency),
      product_data: { name },
    }
    const session = await stripe.checkout.sessions
      .create(
        {
          ...common(wish),
          mode: 'payment',
          line_items: [{ quantity: 1, price_data: price }],
          // What is told of refunds and disputes leads to the payment, and that leads here.
          payment_intent_data: { metadata: { reference } },
          ...(customerId !== null && { customer: customerId }),
        },
        once(wish),
      )
      .catch((error: unknown) => {
        if (isAmountRefused(error)) return null
        throw error
      })
    return session && checkoutOf(session)
  }

  async function openPlan(wish: PlanWish) {
    const { plan, customerId: customer, workspaceId, reference } = wish
    const price = priceIds[plan]
    if (price === null) throw new Error(`the plan ${plan} has no price in Stripe`)
    const metadata = { workspace: workspaceId, reference }
    const session = await stripe.checkout.sessions.create(
      {
        ...common(wish),
        mode: 'subscription',
        line_items: [{ quantity: 1, price }],
        subscription_data: { metadata },
        customer,
      },
      once(wish),
    )
    return checkoutOf(session)
  }

  async function readSubscription(id: string) {
    const { metadata, customer, items, status } = await stripe.subscriptions.retrieve(id)
    if (!metadata.workspace) return null
    return {
      workspaceId: metadata.workspace,
      customerId: typeof customer === 'string' ? customer : customer.id,
      reference: metadata.reference ?? null,
      plan: planOfPrice(items.data[0]?.price.id),
      isLive: LIVE.has(status),
    }
  }

  return {
    name: 'Stripe',
    plans,
    openTopUp,
    openPlan,
    readSubscription,

    /** https://docs.stripe.com/api/checkout/sessions/expire */
    async close(checkoutId: string): Promise<boolean> {
      const { status } = await stripe.checkout.sessions.retrieve(checkoutId)
      if (status !== 'open') return status === 'expired'
      const closed = await stripe.checkout.sessions.expire(checkoutId).catch((error: unknown) => {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return null
        throw error
      })
      return closed !== null
    },

    async makeCustomer({ workspaceId, name }: { workspaceId: string; name: string }): Promise<string> {
      // Asked again with the same key everything must be the same, so the name, which may be another by then, comes after.
      const key = { idempotencyKey: `customer:${workspaceId}` }
      const { id } = await stripe.customers.create({ metadata: { workspace: workspaceId } }, key)
      await stripe.customers.update(id, { name })
      return id
    },

    async openPortal({ customerId, returnUrl }: { customerId: string; returnUrl: string }): Promise<string> {
      const portal = { customer: customerId, return_url: returnUrl }
      return (await stripe.billingPortal.sessions.create(portal)).url
    },

    async cancelSubscription(id: string): Promise<void> {
      const { status } = await stripe.subscriptions.retrieve(id)
      if (status !== 'canceled' && status !== 'incomplete_expired') await stripe.subscriptions.cancel(id)
    },

    /** https://docs.stripe.com/webhooks#verify-official-libraries: what was signed more than five minutes ago is refused. */
    async read(body: Buffer, signature: string, at: number) {
      const event = verified(() =>
        stripe.webhooks.constructEvent(body, signature, webhookSecret, undefined, undefined, at),
      )
      return event && { id: event.id, event: await readEvent(stripe, event) }
    },
  }
}

const checkoutOf = ({ id, url }: Stripe.Checkout.Session) => {
  if (url === null) throw new Error('Stripe has opened no page')
  return { id, url }
}

const isAmountRefused = (error: unknown) =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (error.code === 'amount_too_small' || error.code === 'amount_too_large')

/** Null: nothing proves it, or it is no event. */
function verified(read: () => Stripe.Event): Stripe.Event | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
      return null
    throw error
  }
}
