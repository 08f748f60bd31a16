import { request } from 'node:http'
import { createSandboxClock } from '../../sandbox/clock'
import { type StripeSandbox, startStripeSandbox } from '../../sandbox/stripe'

let stripe: StripeSandbox
beforeAll(async () => {
  stripe = await startStripeSandbox({ clock: createSandboxClock() })
})
afterAll(() => stripe.close())

const SESSION = {
  mode: 'payment',
  success_url: 'http://shop.test/done',
  cancel_url: 'http://shop.test/cancelled?a=1&b=2',
  'line_items[0][price_data][unit_amount]': '4990',
  'line_items[0][price_data][currency]': 'usd',
  'line_items[0][price_data][product_data][name]': 'Top-up of team <b>Alpha</b>',
}

async function call(path: string, fields?: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${stripe.apiUrl}/v1${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${stripe.secretKey}`, ...headers },
    ...(fields && { body: new URLSearchParams(fields) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

/** As a browser that was led to this machine under another name. */
const visit = (url: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode)).end()
  })

test('only who has the key is answered, and only what Stripe has', async () => {
  expect((await call('/customers', { name: 'A' }, { authorization: 'Bearer sk_other' })).status).toBe(401)
  expect((await call('/no/such')).status).toBe(404)
  expect((await call('/subscriptions/sub_none')).body).toMatchObject({ error: { code: 'resource_missing' } })
  const small = { ...SESSION, 'line_items[0][price_data][unit_amount]': '49' }
  expect((await call('/checkout/sessions', small)).body).toMatchObject({
    error: { code: 'amount_too_small' },
  })
})

test('a request with a key is done once; with the same key and something else it is refused', async () => {
  const key = { 'idempotency-key': 'k1' }
  const first = await call('/checkout/sessions', SESSION, key)
  expect((await call('/checkout/sessions', SESSION, key)).body.id).toBe(first.body.id)
  expect((await call('/checkout/sessions', { ...SESSION, mode: 'subscription' }, key)).status).toBe(400)
})

test('a person pays on the page once, or goes back', async () => {
  const { body } = await call('/checkout/sessions', SESSION)
  const url = String(body.url)
  const page = await (await fetch(url)).text()
  expect(page).toContain('$49.90')
  expect(page).toContain('Top-up of team &lt;b&gt;Alpha&lt;/b&gt;')
  expect(page).toContain('href="http://shop.test/cancelled?a=1&amp;b=2"')
  const pay = () =>
    fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ do: 'pay' }) })
  const paid = await pay()
  expect([paid.status, paid.headers.get('location')]).toEqual([303, 'http://shop.test/done'])
  expect((await pay()).status).toBe(410)
  expect(stripe.webhooks.events.map(({ type }) => type)).toEqual(['checkout.session.completed'])
})

test('nobody is led here from elsewhere', async () => {
  const { body } = await call('/checkout/sessions', SESSION)
  const url = String(body.url)
  expect(await visit(url, { host: 'evil.test' })).toBe(403)
  expect(await visit(url, { origin: 'http://evil.test' })).toBe(403)
})

test('the pages of a subscription name the plan and its price', async () => {
  const customer = String((await call('/customers', { name: 'Acme' })).body.id)
  const { success_url, cancel_url } = SESSION
  const price = { 'line_items[0][price]': 'price_sandbox_pro' }
  const asked = { mode: 'subscription', customer, success_url, cancel_url, ...price }
  const checkout = String((await call('/checkout/sessions', asked)).body.url)
  const page = await (await fetch(checkout)).text()
  expect(page).toContain('$49.00 a month')
  expect(page).toContain('Subscription to the plan Pro')
  await fetch(checkout, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ do: 'pay' }) })
  const portal = await call('/billing_portal/sessions', { customer, return_url: success_url })
  expect(await (await fetch(String(portal.body.url))).text()).toContain('Plan Pro: $49.00 a month')
})
