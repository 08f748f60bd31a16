import type { FeatureParts } from '../feature'
import { paymentFollowers } from './followers'
import { paymentNotices } from './notices'
import type { PaymentsOptions } from './options'
import { paymentPages } from './pages'
import { paymentPresses } from './presses'

/**
 * Payments: top-ups of teams and workspaces, and plans.
 * Reading order: `payment` (what it is and how it moves; pure), `amount` → `port` (what takes the money) → `target` (who may
 * pay for what) → `presses` (what can be asked) → `forms`, `views`, `notices` (what is shown) → `ask-top-up`, `ask-plan`
 * (writes a wish down, with `save-wish`, `customer`, `open-page` below), `plan-page` → `pages` (the way to the provider, and
 * what it tells) → `take-event`, `take-subscription` (what becomes of that), `refund-due` (what cannot be used), `enter-top-up` (by hand), `followers` → `repository`.
 */
export const payments = (options: PaymentsOptions): FeatureParts => ({
  chat: paymentPresses(options),
  notices: paymentNotices(options),
  followers: paymentFollowers(options),
  pages: paymentPages(options),
})

export { PAGES as PAYMENT_PAGES } from './addresses'
export { enterTopUp } from './enter-top-up'
export type { Payment } from './payment'
export type { PaymentProvider } from './port'
export { type RefundDue, readRefundsDue, settleRefund } from './refund-due'
export { refundReason } from './refund-views'
export { readWishes } from './repository'
export { commandFor } from './views'
