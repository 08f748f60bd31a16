import type { Config, StripeConfig } from '../config'
import { PAYMENT_PAGES } from '../payments'
import { StartError } from '../start-error'
import { type Answered, ask } from './ask'
import type { Check } from './check'

/** Every endpoint of an account: there can be 16. https://docs.stripe.com/webhooks */
const WEBHOOKS = '/v1/webhook_endpoints?limit=100'

/** Asks for the prices, and whether Stripe tells here what happens. Nobody but Stripe knows whether the signing secret is right. */
export const checkPayments: Check = async ({ stripe, http }, { stripeEvents }) => {
  if (!stripe) return 'not set: nothing is charged, payments are entered by `rolecall top-up`'
  const webhooks = await askStripe(stripe, WEBHOOKS)
  const sold = []
  for (const [plan, id] of Object.entries(stripe.priceIds))
    if (id !== null) {
      await checkPrice(stripe, `STRIPE_PRICE_${plan.toUpperCase()}`, id)
      sold.push(plan)
    }
  const plans = sold.length === 0 ? 'no plan' : sold.join(' and ')
  return `Stripe takes the key and sells ${plans}; ${webhookRemark(webhooks, http, stripeEvents)}`
}

async function checkPrice(stripe: StripeConfig, variable: string, id: string): Promise<void> {
  const { status, body } = await askStripe(stripe, `/v1/prices/${encodeURIComponent(id)}`)
  // A restricted key needs no access to prices to sell them.
  if (status === 403) return
  const { active, recurring } = body as { active?: boolean; recurring?: { interval?: string } | null }
  if (status !== 200)
    throw new StartError(
      `${variable} names no price in Stripe: is it of the same account and mode as the key?`,
    )
  if (active !== true) throw new StartError(`${variable} names a price that is archived in Stripe`)
  if (recurring?.interval !== 'month') throw new StartError(`${variable} names a price that is not monthly`)
}

interface Webhook {
  url: string
  status: string
  enabled_events: readonly string[]
}

function webhookRemark({ status, body }: Answered, { publicUrl }: Config['http'], events: readonly string[]) {
  if (status === 403) return 'its key may not see whether the webhook is well'
  const url = `${publicUrl}${PAYMENT_PAGES.webhook}`
  const all = (body.data ?? []) as readonly Webhook[]
  const webhook = all.find((each) => each.url === url && each.status === 'enabled')
  if (!webhook) throw new StartError(`Stripe tells nothing to ${url}: make a webhook there, or switch it on`)
  const told = new Set(webhook.enabled_events)
  const missing = told.has('*') ? [] : events.filter((event) => !told.has(event))
  if (missing.length > 0) throw new StartError(`the webhook in Stripe lacks the events ${missing.join(', ')}`)
  return 'the webhook is told every event'
}

async function askStripe({ apiUrl, secretKey }: StripeConfig, path: string): Promise<Answered> {
  const headers = { authorization: `Bearer ${secretKey}` }
  const answered = await ask(`${apiUrl ?? 'https://api.stripe.com'}${path}`, { headers })
  if (answered.status === 401)
    throw new StartError('STRIPE_SECRET_KEY is refused: copy it anew from Developers, API keys')
  return answered
}
