/** Paths of the pages. */
export const PAGES = {
  /** Leads to the provider's page. */
  pay: '/payments/pay',
  done: '/payments/done',
  cancelled: '/payments/cancelled',
  /** Where Stripe tells what has happened. */
  webhook: '/payments/stripe',
} as const
