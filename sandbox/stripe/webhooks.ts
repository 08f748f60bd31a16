import { createHmac } from 'node:crypto'
import type { SandboxClock } from '../clock'
import { newStripeId, seconds } from './objects'

export interface StripeEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  livemode: false
  type: string
  data: { object: object }
}

export interface Webhooks {
  /** Every event so far, oldest first. */
  events: readonly StripeEvent[]
  /** Makes an event and tells it. */
  tell(type: string, object: object): StripeEvent
  /** Tells it again, now. Resolves to the status of the answer. */
  deliver(event: StripeEvent): Promise<number>
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>
  close(): void
}

const RETRIES = 5
const RETRY_MS = 1_000

/** Tells events, each signed: https://docs.stripe.com/webhooks#verify-manually */
export function createWebhooks(options: {
  clock: SandboxClock
  url: () => string | undefined
  secret: string
  apiVersion: string
}): Webhooks {
  const { clock, url, secret, apiVersion } = options
  const events: StripeEvent[] = []
  const underWay = new Set<Promise<unknown>>()
  const timers = new Set<NodeJS.Timeout>()

  async function deliver(event: StripeEvent): Promise<number> {
    const to = url()
    if (to === undefined) return 0
    const body = JSON.stringify(event)
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': sign(body, secret, seconds(clock)),
    }
    const response = await fetch(to, { method: 'POST', headers, body }).catch(() => null)
    return response?.status ?? 0
  }

  /** Stripe tries for three days. */
  async function keepTelling(event: StripeEvent, left = RETRIES): Promise<void> {
    const status = await deliver(event)
    if ((status >= 200 && status < 300) || left === 0) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      track(keepTelling(event, left - 1))
    }, RETRY_MS)
    timers.add(timer.unref())
  }

  function track(work: Promise<unknown>) {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  return {
    events,
    tell(type, object) {
      const event: StripeEvent = {
        id: newStripeId('evt'),
        object: 'event',
        api_version: apiVersion,
        created: seconds(clock),
        livemode: false,
        type,
        data: { object: structuredClone(object) },
      }
      events.push(event)
      track(keepTelling(event))
      return event
    },
    deliver,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

export const sign = (body: string, secret: string, at: number): string =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
