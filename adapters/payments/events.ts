import type Stripe from 'stripe'
import { fromStripe } from './money'

/** What Rolecall wants to be told; the webhook in Stripe is set up with these. */
export const EVENTS = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'charge.refunded',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
] as const

const NONE = { kind: 'none' } as const

/** What an event means here. Those of other things that the same account of Stripe sells mean nothing. */
export async function readEvent(stripe: Stripe, event: Stripe.Event) {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return paid(event.data.object)
    case 'checkout.session.async_payment_failed':
      return ended(event.data.object, 'failed')
    case 'checkout.session.expired':
      return ended(event.data.object, 'expired')
    case 'charge.refunded': {
      const { payment_intent: intent, amount_refunded: amount, currency } = event.data.object
      const reference = await referenceOf(stripe, intent)
      if (!reference) return NONE
      const refundedMicros = fromStripe(amount, currency)
      return { kind: 'refunded', reference, refundedMicros, currency: currency.toUpperCase() } as const
    }
    case 'charge.dispute.funds_withdrawn': {
      const { id: disputeId, payment_intent: intent, amount, currency } = event.data.object
      const reference = await referenceOf(stripe, intent)
      if (!reference) return NONE
      const disputedMicros = fromStripe(amount, currency)
      return {
        kind: 'disputed',
        ...{ reference, disputeId, disputedMicros, currency: currency.toUpperCase() },
      } as const
    }
    case 'charge.dispute.funds_reinstated': {
      const { id: disputeId, payment_intent: intent } = event.data.object
      const reference = await referenceOf(stripe, intent)
      return reference ? ({ kind: 'disputeWon', reference, disputeId } as const) : NONE
    }
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
      return event.data.object.metadata.workspace
        ? ({ kind: 'subscription', subscriptionId: event.data.object.id } as const)
        : NONE
    default:
      return NONE
  }
}

/** Some ways to pay take days: then the session is completed, but not paid yet. */
function paid(session: Stripe.Checkout.Session) {
  const {
    id: checkoutId,
    metadata,
    payment_status: status,
    amount_total: amount,
    currency,
    subscription,
  } = session
  if (!metadata?.reference || status === 'unpaid') return NONE
  return {
    kind: 'paid',
    ...{ reference: metadata.reference, checkoutId },
    amountMicros: amount !== null && currency !== null ? fromStripe(amount, currency) : 0n,
    currency: (currency ?? '').toUpperCase(),
    subscriptionId: typeof subscription === 'string' ? subscription : (subscription?.id ?? null),
  } as const
}

const ended = ({ id: checkoutId, metadata }: Stripe.Checkout.Session, kind: 'failed' | 'expired') =>
  metadata?.reference ? ({ kind, reference: metadata.reference, checkoutId } as const) : NONE

/** A charge and a dispute name the payment; only that knows what it was for. */
async function referenceOf(
  stripe: Stripe,
  intent: string | Stripe.PaymentIntent | null,
): Promise<string | undefined> {
  if (intent === null) return undefined
  const { metadata } = typeof intent === 'string' ? await stripe.paymentIntents.retrieve(intent) : intent
  return metadata.reference
}
