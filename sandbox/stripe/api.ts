import type { Deeds } from './deeds'
import { type Metadata, newStripeId, type Purchase, type Session, type Shelf } from './objects'

export interface ApiRequest {
  method: string
  /** Below `/v1`. */
  path: string
  fields: URLSearchParams
}

export interface ApiAnswer {
  status: number
  body: object
}

interface Api {
  shelf: Shelf
  deeds: Deeds
  /** Base of the pages. */
  url: () => string
  /** In seconds since 1970. */
  now: () => number
  /** What is sold by the month; `unit_amount` in the smallest coins. https://docs.stripe.com/api/prices/object */
  prices: readonly { id: string; currency: string; unit_amount: number }[]
  /** Where events are told. */
  webhookUrl: () => string | undefined
}

const DAY_SECONDS = 24 * 60 * 60
/** Of a dollar or euro; other currencies have least amounts of their own. */
const LEAST_AMOUNT = 50

type Route = (ids: readonly string[], fields: URLSearchParams) => ApiAnswer

/** The endpoints that the official package calls for Rolecall; everything else is unknown, as it would be a mistake. */
export function createApi({
  shelf,
  deeds,
  url,
  now,
  prices,
  webhookUrl,
}: Api): (request: ApiRequest) => ApiAnswer {
  const { purchases, intents, subscriptions, customers, portals } = shelf

  function makeSession(fields: URLSearchParams): ApiAnswer {
    const mode = fields.get('mode')
    const amount = Number(fields.get('line_items[0][price_data][unit_amount]') ?? 0)
    const customer = fields.get('customer')
    if (mode !== 'payment' && mode !== 'subscription') return invalid('mode', 'parameter_invalid')
    if (!fields.get('success_url')) return invalid('success_url', 'parameter_missing')
    if (mode === 'payment' && !(amount >= LEAST_AMOUNT)) return invalid('amount', 'amount_too_small')
    if (customer !== null && !customers.has(customer)) return invalid('customer', 'resource_missing')
    const id = newStripeId('cs')
    const session: Session = {
      ...{ id, object: 'checkout.session', mode, status: 'open', payment_status: 'unpaid' },
      amount_total: amount,
      currency: fields.get('line_items[0][price_data][currency]') ?? 'usd',
      client_reference_id: fields.get('client_reference_id'),
      ...{ customer, metadata: metadataIn(fields, 'metadata'), payment_intent: null, subscription: null },
      success_url: fields.get('success_url') ?? '',
      cancel_url: fields.get('cancel_url') ?? '',
      url: `${url()}/c/pay/${id}`,
      expires_at: now() + DAY_SECONDS,
    }
    const purchase: Purchase = {
      session,
      label: fields.get('line_items[0][price_data][product_data][name]') ?? 'Subscription',
      priceId: fields.get('line_items[0][price]'),
      metadata: metadataIn(
        fields,
        mode === 'payment' ? 'payment_intent_data[metadata]' : 'subscription_data[metadata]',
      ),
    }
    purchases.set(id, purchase)
    return ok(session)
  }

  function makeCustomer(fields: URLSearchParams): ApiAnswer {
    const id = newStripeId('cus')
    const customer = {
      id,
      object: 'customer' as const,
      name: fields.get('name') ?? '',
      metadata: metadataIn(fields, 'metadata'),
    }
    customers.set(id, customer)
    return ok(customer)
  }

  function renameCustomer(id: string, fields: URLSearchParams): ApiAnswer {
    const customer = customers.get(id)
    if (!customer) return missing('customer')
    customer.name = fields.get('name') ?? customer.name
    return ok(customer)
  }

  function makePortal(fields: URLSearchParams): ApiAnswer {
    const customer = fields.get('customer') ?? ''
    if (!customers.has(customer)) return invalid('customer', 'resource_missing')
    const id = newStripeId('bps')
    portals.set(id, { customer, returnUrl: fields.get('return_url') ?? '' })
    return ok({ id, object: 'billing_portal.session', customer, url: `${url()}/p/session/${id}` })
  }

  function endSubscription(id: string): ApiAnswer {
    const subscription = subscriptions.get(id)
    if (subscription?.status !== 'active') return missing('subscription')
    deeds.changeSubscription(id, null)
    return ok(subscription)
  }

  function priceOf(id: string) {
    const price = prices.find((each) => each.id === id)
    return price && { object: 'price', active: true, recurring: { interval: 'month' }, ...price }
  }

  function listWebhooks(): ApiAnswer {
    const told = webhookUrl()
    const endpoint = { object: 'webhook_endpoint', status: 'enabled', enabled_events: ['*'] }
    return ok({ object: 'list', data: told === undefined ? [] : [{ ...endpoint, url: told }] })
  }

  const found = (object: object | undefined, what: string) => (object ? ok(object) : missing(what))

  const routes: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
    ['POST', /^\/checkout\/sessions$/, (_ids, fields) => makeSession(fields)],
    ['GET', /^\/checkout\/sessions\/(\w+)$/, ([id = '']) => found(purchases.get(id)?.session, 'session')],
    [
      'POST',
      /^\/checkout\/sessions\/(\w+)\/expire$/,
      ([id = '']) =>
        deeds.expire(id) ? found(purchases.get(id)?.session, 'session') : invalid('session', 'not_open'),
    ],
    ['POST', /^\/customers$/, (_ids, fields) => makeCustomer(fields)],
    ['POST', /^\/customers\/(\w+)$/, ([id = ''], fields) => renameCustomer(id, fields)],
    ['POST', /^\/billing_portal\/sessions$/, (_ids, fields) => makePortal(fields)],
    ['GET', /^\/subscriptions\/(\w+)$/, ([id = '']) => found(subscriptions.get(id), 'subscription')],
    ['DELETE', /^\/subscriptions\/(\w+)$/, ([id = '']) => endSubscription(id)],
    ['GET', /^\/prices\/(\w+)$/, ([id = '']) => found(priceOf(id), 'price')],
    ['GET', /^\/webhook_endpoints$/, listWebhooks],
    ['GET', /^\/payment_intents\/(\w+)$/, ([id = '']) => found(intents.get(id), 'payment_intent')],
  ]

  return ({ method, path, fields }) => {
    for (const [wanted, pattern, route] of routes) {
      const ids = method === wanted ? pattern.exec(path) : null
      if (ids) return route(ids.slice(1), fields)
    }
    return { status: 404, body: problem(`Unrecognized request URL (${method}: ${path})`) }
  }
}

/** `metadata[reference]=…`: https://docs.stripe.com/api/metadata */
function metadataIn(fields: URLSearchParams, name: string): Metadata {
  const entries = [...fields].flatMap(([key, value]) =>
    key.startsWith(`${name}[`) && key.endsWith(']') ? [[key.slice(name.length + 1, -1), value]] : [],
  )
  return Object.fromEntries(entries)
}

const ok = (body: object): ApiAnswer => ({ status: 200, body })
const problem = (message: string, code?: string, param?: string) => ({
  error: { type: 'invalid_request_error', message, ...(code && { code }), ...(param && { param }) },
})
const invalid = (param: string, code: string): ApiAnswer => ({
  status: 400,
  body: problem(`Invalid ${param}`, code, param),
})
const missing = (what: string): ApiAnswer => ({
  status: 404,
  body: problem(`No such ${what}`, 'resource_missing', 'id'),
})
