import type { Plans } from '../billing'

export type PlanKey = keyof Plans

/**
 * Takes payments: Stripe, as `adapters/payments` speaks with it. Without a provider nothing is charged: whoever runs
 * Rolecall sends invoices, and enters what was paid. Amounts are millionths of the currency's unit.
 */
export interface PaymentProvider {
  /** As people know it. */
  readonly name: string
  /** Plans that it sells. */
  readonly plans: readonly PlanKey[]
  /** Null: it takes no such amount. */
  openTopUp(wish: TopUpWish): Promise<Checkout | null>
  openPlan(wish: PlanWish): Promise<Checkout>
  /** Ends a page on which nothing has been paid. False: something has, or is about to be. */
  close(checkoutId: string): Promise<boolean>
  /** Resolves to the id under which it knows a workspace from now on. */
  makeCustomer(workspace: { workspaceId: string; name: string }): Promise<string>
  /** Where a customer sees to payment methods and the subscription; good for some minutes, for whoever has the address. */
  openPortal(customer: { customerId: string; returnUrl: string }): Promise<string>
  /** What holds of a subscription now. Null: it is none of ours. */
  readSubscription(id: string): Promise<Subscription | null>
  /** Ends a subscription at once; nothing to do when it has ended. */
  cancelSubscription(id: string): Promise<void>
  /** What is told in a request, at `at`. Null: nothing proves that it comes from the provider, now. */
  read(body: Buffer, signature: string, at: number): Promise<Told | null>
}

/** Asked again with the same reference, the same page is opened. */
interface Wish {
  /** Id of the payment: what the provider tells of it comes with this. */
  reference: string
  /** What is paid for, in words. */
  label: string
  /** Where the browser goes afterwards, and when nothing was paid. */
  doneUrl: string
  cancelUrl: string
}

export interface TopUpWish extends Wish {
  amountMicros: bigint
  currency: string
  /** Null: whoever pays is nobody the provider has to know again. */
  customerId: string | null
}

export interface PlanWish extends Wish {
  plan: PlanKey
  customerId: string
  workspaceId: string
}

/** A page on which something is paid. */
export interface Checkout {
  id: string
  url: string
}

export interface Subscription {
  workspaceId: string
  customerId: string
  /** Of the wish that it came from; null: it was made in another way. */
  reference: string | null
  /** Null: what is paid for is no plan. */
  plan: PlanKey | null
  /** It is paid for, or payment is still being tried. */
  isLive: boolean
}

/** Something that has happened at the provider; may come several times and in any order. */
export interface Told {
  /** The same however often it is told. */
  id: string
  event: PaymentEvent
}

export type PaymentEvent =
  | AboutPayment
  /** What holds of it now must be asked. */
  | { kind: 'subscription'; subscriptionId: string }
  /** Nothing that concerns Rolecall. */
  | { kind: 'none' }

/** `reference` as the provider has it: perhaps none of ours. */
export type AboutPayment = { reference: string } & (
  | {
      kind: 'paid'
      checkoutId: string
      amountMicros: bigint
      currency: string
      /** What was subscribed to with it. */
      subscriptionId: string | null
    }
  | { kind: 'failed' | 'expired'; checkoutId: string }
  /** All that was refunded so far. */
  | { kind: 'refunded'; refundedMicros: bigint; currency: string }
  /** The payer's bank has taken so much back, until it is decided. */
  | { kind: 'disputed'; disputeId: string; disputedMicros: bigint; currency: string }
  /** It has given it back. */
  | { kind: 'disputeWon'; disputeId: string }
)
