import { coinsPerUnit, moneyWords, UNIT_MICROS } from '../billing'
import type { Config, StripeConfig } from '../config'
import { PAYMENT_PAGES } from '../payments'
import { StartError } from '../start-error'
import { type Answered, ask } from './ask'
import type { Check } from './check'

/** Every endpoint of an account: there can be 16. https://docs.stripe.com/webhooks */
const WEBHOOKS = '/v1/webhook_endpoints?limit=100'

/** Asks for the prices, and whether Stripe tells here what happens. Nobody but Stripe knows whether the signing secret is right. */
export const checkPayments: Check = async ({ stripe, http, plans, model }, { stripeEvents }) => {
  const currency = model?.prices?.currency ?? 'USD'
  if (!stripe) return 'not set: nothing is charged, payments are entered by `rolecall top-up`'
  const webhooks = await askStripe(stripe, WEBHOOKS)
  const sold = []
  for (const plan of ['basic', 'pro'] as const) {
    const id = stripe.priceIds[plan]
    if (id === null) continue
    await checkPrice(stripe, plan.toUpperCase(), id, { micros: plans[plan].monthlyPriceMicros, currency })
    sold.push(plan)
  }
  const named = sold.length === 0 ? 'no plan' : sold.join(' and ')
  return `Stripe takes the key and sells ${named}; ${webhookRemark(webhooks, http, stripeEvents)}`
}

/** What Rolecall says that a month costs. */
interface Told {
  micros: bigint
  currency: string
}

interface Price {
  active?: boolean
  recurring?: { interval?: string } | null
  currency?: string
  /** In the smallest coins of the currency. https://docs.stripe.com/api/prices/object#price_object-unit_amount */
  unit_amount?: number | null
}

async function checkPrice(stripe: StripeConfig, plan: string, id: string, told: Told): Promise<void> {
  const variable = `STRIPE_PRICE_${plan}`
  const { status, body } = await askStripe(stripe, `/v1/prices/${encodeURIComponent(id)}`)
  // A restricted key needs no access to prices to sell them.
  if (status === 403) return
  const price = body as Price
  if (status !== 200)
    throw new StartError(
      `${variable} names no price in Stripe: is it of the same account and mode as the key?`,
    )
  if (price.active !== true) throw new StartError(`${variable} names a price that is archived in Stripe`)
  if (price.recurring?.interval !== 'month')
    throw new StartError(`${variable} names a price that is not monthly`)
  const charged = microsOf(price)
  if (charged !== told.micros || price.currency?.toUpperCase() !== told.currency)
    throw new StartError(
      `${variable} charges ${wordsOf(charged, price.currency)} a month, but people read ${wordsOf(told.micros, told.currency)}: set PLAN_${plan} and the currency of MODEL_PRICES to what Stripe charges, or name another price`,
    )
}

/** Null: what it costs depends on how much is bought. */
const microsOf = ({ unit_amount: coins, currency = '' }: Price): bigint | null =>
  typeof coins === 'number' ? (BigInt(coins) * UNIT_MICROS) / coinsPerUnit(currency.toUpperCase()) : null

const wordsOf = (micros: bigint | null, currency = 'USD') =>
  micros === null ? 'no fixed amount' : moneyWords(micros, currency.toUpperCase())

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
