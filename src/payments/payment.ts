import type { AboutPayment, PlanKey } from './port'

/** A wish to pay, and what became of it. */
export interface Payment {
  id: string
  accountId: string
  workspaceId: string
  workspaceName: string
  workspaceDeleted: boolean
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
  /**
   * By its id at the provider, what each dispute withholds: until it is decided, and for good when the payer wins. Nothing:
   * it was decided for us, and what is told of its beginning afterwards is late.
   */
  disputes: Readonly<Record<string, bigint>>
}

export const NOT_PAID: PaymentState = {
  status: 'open',
  refundedMicros: 0n,
  disputes: {},
}

/** Why something that was told cannot be about this payment, or comes too late. */
export type Mismatch = 'amount' | 'checkout' | 'operator' | 'workspaceDeleted'

/** What a payment becomes by what is told of it, in whatever order that comes: the same in the end. */
export function step(payment: Payment, event: AboutPayment): PaymentState | Mismatch {
  const { state, of, checkout } = payment
  if (payment.provider === 'operator') return 'operator'
  if ('checkoutId' in event && checkout && checkout.id !== event.checkoutId) return 'checkout'
  switch (event.kind) {
    case 'paid':
      if (of.kind === 'topUp' && (event.amountMicros !== of.amountMicros || event.currency !== of.currency))
        return 'amount'
      if (payment.workspaceDeleted && state.status !== 'paid') return 'workspaceDeleted'
      return { ...state, status: 'paid' }
    case 'failed':
    case 'expired':
      return state.status === 'open' ? { ...state, status: event.kind } : state
    case 'refunded':
      if (of.kind === 'topUp' && event.currency !== of.currency) return 'amount'
      return { ...state, refundedMicros: greater(state.refundedMicros, event.refundedMicros) }
    case 'disputed':
      if (of.kind === 'topUp' && event.currency !== of.currency) return 'amount'
      return state.disputes[event.disputeId] === 0n
        ? state
        : { ...state, disputes: { ...state.disputes, [event.disputeId]: event.disputedMicros } }
    case 'disputeWon':
      return { ...state, disputes: { ...state.disputes, [event.disputeId]: 0n } }
  }
}

/** What was refunded and what disputes withhold. */
export const takenOf = ({ refundedMicros, disputes }: PaymentState): bigint =>
  Object.values(disputes).reduce((sum, micros) => sum + micros, refundedMicros)

/** What of a payment counts as top-up; the difference between two states is what is entered. */
export function creditOf({ of }: Pick<Payment, 'of'>, state: PaymentState): bigint {
  if (of.kind !== 'topUp' || state.status !== 'paid') return 0n
  const taken = takenOf(state)
  return taken < of.amountMicros ? of.amountMicros - taken : 0n
}

export const isSame = (one: PaymentState, other: PaymentState): boolean =>
  one.status === other.status &&
  one.refundedMicros === other.refundedMicros &&
  Object.keys(one.disputes).length === Object.keys(other.disputes).length &&
  Object.entries(one.disputes).every(([id, micros]) => other.disputes[id] === micros)

const greater = (one: bigint, other: bigint) => (one > other ? one : other)
