import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../clock'

/** What the pretended Stripe keeps, as its API shows it: https://docs.stripe.com/api */
export interface Session {
  id: string
  object: 'checkout.session'
  mode: 'payment' | 'subscription'
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid'
  amount_total: number
  currency: string
  client_reference_id: string | null
  customer: string | null
  metadata: Metadata
  payment_intent: string | null
  subscription: string | null
  success_url: string
  cancel_url: string
  url: string | null
  /** In seconds since 1970, as every moment of Stripe's. */
  expires_at: number
}

export interface Intent {
  id: string
  object: 'payment_intent'
  amount: number
  currency: string
  metadata: Metadata
}

export interface Dispute {
  id: string
  object: 'dispute'
  payment_intent: string
  amount: number
  currency: string
  metadata: Metadata
}

export interface Subscription {
  id: string
  object: 'subscription'
  customer: string
  status: 'active' | 'canceled'
  metadata: Metadata
  items: { object: 'list'; data: { id: string; price: { id: string } }[] }
}

export type Metadata = Record<string, string>

/** What a page of a session shows, and what is made of it when it is paid. */
export interface Purchase {
  session: Session
  label: string
  /** For a plan. */
  priceId: string | null
  /** Of the payment, or of the subscription. */
  metadata: Metadata
}

/** What can be subscribed to. */
export interface SoldPlan {
  name: string
  /** Of a month, in the smallest unit. */
  amount: number
  /** ISO 4217. */
  currency: string
}

export interface Shelf {
  purchases: Map<string, Purchase>
  intents: Map<string, Intent>
  disputes: Map<string, Dispute>
  subscriptions: Map<string, Subscription>
  customers: Map<string, { id: string; object: 'customer'; name: string; metadata: Metadata }>
  /** Customers by the id of their portal session. */
  portals: Map<string, { customer: string; returnUrl: string }>
}

export const createShelf = (): Shelf => ({
  purchases: new Map(),
  intents: new Map(),
  disputes: new Map(),
  subscriptions: new Map(),
  customers: new Map(),
  portals: new Map(),
})

export const newStripeId = (prefix: string) => `${prefix}_test_${randomBytes(12).toString('hex')}`

export const seconds = (clock: SandboxClock) => Math.floor(clock.now() / 1_000)
