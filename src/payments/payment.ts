import type { AboutPayment, PlanKey } from './port'

/** A wish to pay, and what became of it. */
export interface Payment {
  id: string
  accountId: string
  workspaceId: string
  workspaceName: string
  /** Whose top-up it is; null: the workspace's, or a plan. */
  teamId: string | null
  teamName: string | null
  teamDeleted: boolean
  of: { kind: 'topUp'; amountMicros: bigint; currency: string } | { kind: 'plan'; plan: PlanKey }
  askedBy: string
  /** Milliseconds since 1970. */
  askedAt: number
  provider: 'stripe' | 'operator'
  checkout: { id: string; url: string } | null
  state: PaymentState
  /** Grows with every change. */
  version: number
}

export interface PaymentState {
  /** `paid`: the money has come, whatever was taken back later. */
  status: 'open' | 'paid' | 'failed' | 'expired'
  refundedMicros: bigint
  /** Withheld while the payer disputes it, and for good when they win. */
  disputedMicros: bigint
  /** What is told of the dispute's beginning afterwards is late. */
  disputeWon: boolean
}

export const NOT_PAID: PaymentState = {
  status: 'open',
  refundedMicros: 0n,
  disputedMicros: 0n,
  disputeWon: false,
}

/** Why something that was told cannot be about this payment. */
export type Mismatch = 'amount' | 'checkout' | 'operator'

/** What a payment becomes by what is told of it, in whatever order that comes: the same in the end. */
export function step(payment: Payment, event: AboutPayment): PaymentState | Mismatch {
  const { state, of, checkout } = payment
  if (payment.provider === 'operator') return 'operator'
  if ('checkoutId' in event && checkout && checkout.id !== event.checkoutId) return 'checkout'
  switch (event.kind) {
    case 'paid':
      if (of.kind === 'topUp' && (event.amountMicros !== of.amountMicros || event.currency !== of.currency))
        return 'amount'
      return { ...state, status: 'paid' }
    case 'failed':
    case 'expired':
      return state.status === 'open' ? { ...state, status: event.kind } : state
    case 'refunded':
      if (of.kind === 'topUp' && event.currency !== of.currency) return 'amount'
      return { ...state, refundedMicros: greater(state.refundedMicros, event.refundedMicros) }
    case 'disputed':
      if (of.kind === 'topUp' && event.currency !== of.currency) return 'amount'
      return state.disputeWon ? state : { ...state, disputedMicros: event.disputedMicros }
    case 'disputeWon':
      return { ...state, disputedMicros: 0n, disputeWon: true }
  }
}

/** What of a payment counts as top-up; the difference between two states is what is entered. */
export function creditOf({ of }: Pick<Payment, 'of'>, state: PaymentState): bigint {
  if (of.kind !== 'topUp' || state.status !== 'paid') return 0n
  const taken = state.refundedMicros + state.disputedMicros
  return taken < of.amountMicros ? of.amountMicros - taken : 0n
}

export const isSame = (one: PaymentState, other: PaymentState): boolean =>
  one.status === other.status &&
  one.refundedMicros === other.refundedMicros &&
  one.disputedMicros === other.disputedMicros &&
  one.disputeWon === other.disputeWon

const greater = (one: bigint, other: bigint) => (one > other ? one : other)
