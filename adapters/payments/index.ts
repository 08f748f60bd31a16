/** Takes payments by Stripe. Where it is not configured there is no provider: whoever runs Rolecall sends invoices. */
export { EVENTS } from './events'
export { createStripe, type StripeOptions } from './stripe'
