import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SandboxClock } from '../clock'
import { isFromLoopback } from '../loopback'
import { type ApiAnswer, createApi } from './api'
import { createDeeds, type Deeds } from './deeds'
import { createShelf, newStripeId, type Shelf, type SoldPlan, seconds } from './objects'
import { createPages } from './pages'
import { createWebhooks, type Webhooks } from './webhooks'

export type { SoldPlan } from './objects'
export { type StripeEvent, sign } from './webhooks'

export interface StripeSandbox {
  /** `http://host:port`. */
  apiUrl: string
  secretKey: string
  webhookSecret: string
  /** By plan. */
  priceIds: { basic: null; pro: string }
  /** Where events are told from now on. */
  tellAt(url: string): void
  shelf: Shelf
  deeds: Deeds
  webhooks: Webhooks
  /** Answers the next requests of the API with 500. */
  failNext(times: number): void
  close(): Promise<void>
}

const PRO: SoldPlan = { name: 'Pro', amount: 4_900, currency: 'usd' }

const API_VERSION = '2026-10-28.endive'
const BODY_LIMIT = 64 * 1024

/** A Stripe on loopback: what the official package asks of it, pages on which one pays or cancels, and signed webhooks. */
export async function startStripeSandbox({
  clock,
  host = '127.0.0.1',
  pro = PRO,
}: {
  clock: SandboxClock
  host?: string
  /** As it is sold here. */
  pro?: SoldPlan
}): Promise<StripeSandbox> {
  const [secretKey, webhookSecret] = [newStripeId('sk'), newStripeId('whsec')]
  const priceIds = { basic: null, pro: 'price_sandbox_pro' } as const
  let webhookUrl: string | undefined
  let failures = 0
  const shelf = createShelf()
  const webhooks = createWebhooks({
    ...{ clock, secret: webhookSecret, apiVersion: API_VERSION },
    url: () => webhookUrl,
  })
  const deeds = createDeeds(shelf, webhooks)
  const api = createApi({
    ...{ shelf, deeds, url: () => apiUrl, now: () => seconds(clock) },
    ...{
      prices: [{ id: priceIds.pro, currency: pro.currency.toLowerCase(), unit_amount: pro.amount }],
      webhookUrl: () => webhookUrl,
    },
  })
  const pages = createPages(shelf, deeds, new Map([[priceIds.pro, pro]]))
  /** https://docs.stripe.com/api/idempotent_requests */
  const earlier = new Map<string, { asked: string; answer: ApiAnswer }>()

  function answerApi(request: IncomingMessage, path: string, body: string): ApiAnswer {
    const { method = '', headers } = request
    if (headers.authorization !== `Bearer ${secretKey}`) return refusal(401, 'Invalid API Key provided')
    if (failures > 0) {
      failures -= 1
      return refusal(500, 'The pretended Stripe fails, as it was asked to')
    }
    const key = method === 'POST' ? headers['idempotency-key'] : undefined
    const asked = `${path}?${body}`
    const before = typeof key === 'string' ? earlier.get(key) : undefined
    if (before)
      return before.asked === asked ? before.answer : refusal(400, 'Keys for idempotent requests differ')
    const answer = api({ method, path, fields: new URLSearchParams(body) })
    if (typeof key === 'string') earlier.set(key, { asked, answer: structuredClone(answer) })
    return answer
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', apiUrl)
    const body = await readBody(request)
    if (pathname.startsWith('/v1/')) {
      const { status, body: told } = answerApi(request, pathname.slice('/v1'.length), body)
      response.writeHead(status, { 'content-type': 'application/json', 'request-id': newStripeId('req') })
      return response.end(JSON.stringify(told))
    }
    if (!isFromLoopback(request)) return response.writeHead(403).end('Only this machine may pay here.')
    const posted = request.method === 'POST' ? (new URLSearchParams(body).get('do') ?? '') : undefined
    const page = pages(pathname, posted)
    if (!page) return response.writeHead(404).end('There is nothing here.')
    if ('location' in page) return response.writeHead(page.status, { location: page.location }).end()
    response.writeHead(page.status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(page.html)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const apiUrl = `http://${host}:${(server.address() as AddressInfo).port}`
  return {
    ...{ apiUrl, secretKey, webhookSecret, priceIds, shelf, deeds, webhooks },
    tellAt(url) {
      webhookUrl = url
    },
    failNext(times) {
      failures = times
    },
    async close() {
      webhooks.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

const refusal = (status: number, message: string): ApiAnswer => ({
  status,
  body: { error: { type: status === 500 ? 'api_error' : 'invalid_request_error', message } },
})

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > BODY_LIMIT) throw new Error('too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
