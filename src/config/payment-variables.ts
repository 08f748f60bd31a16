import { z } from 'zod'
import { endpoint, secret, variable } from './variable'

const startsWith = (...beginnings: readonly string[]) =>
  secret.refine(
    (text) => beginnings.some((beginning) => text.startsWith(beginning)),
    `must start with ${beginnings.map((beginning) => `"${beginning}"`).join(' or ')}`,
  )

const price = (plan: string) =>
  variable({
    schema: z.string().regex(/^price_\w+$/, 'must start with "price_"'),
    default: `not set: whoever runs Rolecall gives the plan ${plan}`,
    example: 'price_1QabcdeFGHIJKLMN',
    means: `Monthly price in Stripe by which a workspace subscribes to the plan ${plan}.`,
  })

export const PAYMENT_VARIABLES = {
  STRIPE_SECRET_KEY: variable({
    schema: startsWith('sk_', 'rk_'),
    default: 'not set: nothing is charged, and payments are entered by hand',
    example: 'sk_live_0123456789abcdefghij',
    means:
      'Secret or restricted key of Stripe: people pay for top-ups and plans there. Goes with PUBLIC_URL.',
    secret: true,
  }),
  STRIPE_WEBHOOK_SECRET: variable({
    schema: startsWith('whsec_'),
    example: 'whsec_0123456789abcdefghij',
    means: 'Signing secret of the webhook at PUBLIC_URL/payments/stripe; goes with STRIPE_SECRET_KEY.',
    secret: true,
  }),
  STRIPE_PRICE_BASIC: price('Basic'),
  STRIPE_PRICE_PRO: price('Pro'),
  STRIPE_API_URL: variable({
    schema: endpoint,
    default: 'https://api.stripe.com',
    example: 'http://127.0.0.1:4002',
    means: 'Another place for the API of Stripe, for tests.',
  }),
}
