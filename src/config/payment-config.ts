import type { Values } from './rules'

/** How people pay. */
export interface StripeConfig {
  secretKey: string
  webhookSecret: string
  /** Null: Stripe itself. */
  apiUrl: string | null
  /** By plan; null: it is not sold there. */
  priceIds: { basic: string | null; pro: string | null }
}

export function stripeOf(values: Values): StripeConfig | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = values
  if (!secretKey || !webhookSecret) return null
  return {
    ...{ secretKey, webhookSecret },
    apiUrl: values.STRIPE_API_URL ?? null,
    priceIds: { basic: values.STRIPE_PRICE_BASIC ?? null, pro: values.STRIPE_PRICE_PRO ?? null },
  }
}
