import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EVENTS } from '../../adapters/payments'
import { createSandboxClock } from '../../sandbox/clock'
import { type StripeSandbox, startStripeSandbox } from '../../sandbox/stripe'
import { checkPayments } from '../../src/doctor/payments'
import { examine } from './instruments'

const PUBLIC_URL = 'https://rolecall.example.com'
const WEBHOOK = `${PUBLIC_URL}/payments/stripe`

let sandbox: StripeSandbox
beforeAll(async () => {
  sandbox = await startStripeSandbox({ clock: createSandboxClock() })
})
afterAll(() => sandbox.close())

const look = (more: Record<string, string> = {}) =>
  examine(checkPayments, {
    ...{ PUBLIC_URL, STRIPE_SECRET_KEY: sandbox.secretKey, STRIPE_WEBHOOK_SECRET: sandbox.webhookSecret },
    ...{
      STRIPE_API_URL: sandbox.apiUrl,
      STRIPE_PRICE_PRO: sandbox.priceIds.pro,
      PLAN_PRO: 'price 49',
      ...more,
    },
  })

test('key, price and webhook are asked for', async () => {
  expect(await look()).toBe(`WRONG Stripe tells nothing to ${WEBHOOK}: make a webhook there, or switch it on`)
  sandbox.tellAt(WEBHOOK)
  expect(await look()).toBe('Stripe takes the key and sells pro; the webhook is told every event')
  expect(await look({ STRIPE_SECRET_KEY: 'sk_test_other' })).toMatch(/^WRONG STRIPE_SECRET_KEY is refused/)
  expect(await look({ STRIPE_PRICE_PRO: 'price_gone' })).toMatch(/^WRONG STRIPE_PRICE_PRO names no price/)
})

test('a price that is another than people read is told (R13)', async () => {
  expect(await look({ PLAN_PRO: 'price 39.50' })).toBe(
    'WRONG STRIPE_PRICE_PRO charges $49.00 a month, but people read $39.50: set PLAN_PRO and the currency of MODEL_PRICES to what Stripe charges, or name another price',
  )
  const euros = { MODEL_URL: 'http://127.0.0.1:1/v1', MODEL_NAME: 'tiny', MODEL_PRICES: 'EUR 1/1' }
  expect(await look(euros)).toMatch(/charges \$49.00 a month, but people read €49.00/)
})

test.each<[string, number, object, string]>([
  [
    'an archived price',
    200,
    { active: false },
    'WRONG STRIPE_PRICE_PRO names a price that is archived in Stripe',
  ],
  [
    'a yearly price',
    200,
    { active: true, recurring: { interval: 'year' } },
    'WRONG STRIPE_PRICE_PRO names a price that is not monthly',
  ],
  [
    'a webhook that is not told enough',
    200,
    {
      ...{ active: true, recurring: { interval: 'month' }, currency: 'usd', unit_amount: 4_900 },
      data: [{ url: WEBHOOK, status: 'enabled', enabled_events: EVENTS.slice(1) }],
    },
    `WRONG the webhook in Stripe lacks the events ${EVENTS[0]}`,
  ],
  [
    'a restricted key that sees neither',
    403,
    { error: {} },
    'Stripe takes the key and sells pro; its key may not see whether the webhook is well',
  ],
])('%s', async (_what, status, body, line) => {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const said = await look({ STRIPE_API_URL: url })
  await new Promise((resolve) => server.close(resolve))
  expect(said).toBe(line)
})
