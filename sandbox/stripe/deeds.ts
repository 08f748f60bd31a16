import { newStripeId, type Shelf, type Subscription } from './objects'
import type { Webhooks } from './webhooks'

/** What payers, their banks and the seller do. */
export interface Deeds {
  /** Pays what is asked for; false: the page is over. `later`: the money comes by `arrive`. */
  pay(sessionId: string, how?: 'now' | 'later'): boolean
  /** Money that takes days has come, or not. */
  arrive(sessionId: string, how?: 'paid' | 'failed'): void
  expire(sessionId: string): boolean
  /** So much in all, in the smallest unit. */
  refund(intentId: string, amount: number): void
  /** Returns the id of the dispute. */
  dispute(intentId: string, amount: number): string
  winDispute(id: string): void
  /** Another price, or null to end it. */
  changeSubscription(id: string, priceId: string | null): void
}

export function createDeeds(shelf: Shelf, { tell }: Pick<Webhooks, 'tell'>): Deeds {
  const { purchases, intents, disputes, subscriptions } = shelf

  function subscribe(customer: string, priceId: string, metadata: Record<string, string>): Subscription {
    const subscription: Subscription = {
      ...{ id: newStripeId('sub'), object: 'subscription', customer, status: 'active', metadata },
      items: { object: 'list', data: [{ id: newStripeId('si'), price: { id: priceId } }] },
    }
    subscriptions.set(subscription.id, subscription)
    return subscription
  }

  const charged = (intentId: string) => {
    const intent = intents.get(intentId)
    if (!intent) throw new Error(`there is no payment ${intentId}`)
    return { payment_intent: intent.id, currency: intent.currency, metadata: {} }
  }

  return {
    pay(sessionId, how = 'now') {
      const purchase = purchases.get(sessionId)
      if (purchase?.session.status !== 'open') return false
      const { session, metadata, priceId } = purchase
      session.status = 'complete'
      session.url = null
      session.payment_status = how === 'now' ? 'paid' : 'unpaid'
      if (session.mode === 'subscription' && priceId !== null && session.customer !== null) {
        const subscription = subscribe(session.customer, priceId, metadata)
        session.subscription = subscription.id
        tell('customer.subscription.created', subscription)
      } else {
        const { amount_total: amount, currency } = session
        session.payment_intent = newStripeId('pi')
        intents.set(session.payment_intent, {
          ...{ id: session.payment_intent, object: 'payment_intent', amount, currency, metadata },
        })
      }
      tell('checkout.session.completed', session)
      return true
    },
    arrive(sessionId, how = 'paid') {
      const session = purchases.get(sessionId)?.session
      if (!session) throw new Error(`there is no session ${sessionId}`)
      if (how === 'paid') session.payment_status = 'paid'
      tell(`checkout.session.async_payment_${how === 'paid' ? 'succeeded' : 'failed'}`, session)
    },
    expire(sessionId) {
      const session = purchases.get(sessionId)?.session
      if (session?.status !== 'open') return false
      session.status = 'expired'
      session.url = null
      tell('checkout.session.expired', session)
      return true
    },
    refund: (intentId, amount) =>
      void tell('charge.refunded', {
        ...{ id: newStripeId('ch'), object: 'charge', ...charged(intentId), amount_refunded: amount },
      }),
    dispute(intentId, amount) {
      const id = newStripeId('dp')
      const dispute = { id, object: 'dispute' as const, ...charged(intentId), amount }
      disputes.set(id, dispute)
      tell('charge.dispute.funds_withdrawn', dispute)
      return id
    },
    winDispute(id) {
      const dispute = disputes.get(id)
      if (!dispute) throw new Error(`there is no dispute ${id}`)
      tell('charge.dispute.funds_reinstated', dispute)
    },
    changeSubscription(id, priceId) {
      const subscription = subscriptions.get(id)
      if (!subscription) throw new Error(`there is no subscription ${id}`)
      const [item] = subscription.items.data
      if (priceId === null) subscription.status = 'canceled'
      else if (item) item.price = { id: priceId }
      tell(`customer.subscription.${priceId === null ? 'deleted' : 'updated'}`, subscription)
    },
  }
}
