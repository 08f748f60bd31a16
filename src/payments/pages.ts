import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DAY_MS } from '../clock'
import { html, type Page, sendPage } from '../web'
import { PAGES } from './addresses'
import type { PaymentsOptions } from './options'
import type { Told } from './port'
import { readPayment } from './repository'
import { takeEvent } from './take-event'
import { takeSubscription } from './take-subscription'

/** What the provider opens stays open for so long. */
const OPEN_MS = DAY_MS

/** The way to the provider's page and back, and where the provider tells what has happened. */
export function paymentPages(options: PaymentsOptions) {
  const { db, payments, secrets, clock, log } = options

  async function lead(
    request: FastifyRequest<{ Querystring: Record<string, unknown> }>,
    reply: FastifyReply,
  ) {
    const id = openSeal(String(request.query.for ?? ''))
    const payment = id === undefined ? undefined : await readPayment(db, id)
    if (!payment?.checkout) return sendPage(reply, OVER, 404)
    const { checkout, state, askedAt, workspaceDeleted } = payment
    if (state.status === 'paid') return sendPage(reply, PAID)
    const isOver = state.status !== 'open' || workspaceDeleted || clock.now() >= askedAt + OPEN_MS
    if (isOver) return sendPage(reply, OVER, 410)
    return reply.header('cache-control', 'no-store').redirect(checkout.url, 303)
  }

  function openSeal(sealed: string): string | undefined {
    try {
      return /^payment:(\w+)$/.exec(secrets.open(sealed))?.[1]
    } catch {
      return undefined
    }
  }

  async function take({ id, event }: Told): Promise<void> {
    if (event.kind === 'none' || !payments) return
    if (event.kind === 'subscription') return takeSubscription(options, payments, id, event.subscriptionId)
    await takeEvent(options, id, event)
    if (event.kind === 'paid' && event.subscriptionId !== null)
      await takeSubscription(options, payments, id, event.subscriptionId)
  }

  return (app: FastifyInstance): void => {
    app.get(PAGES.pay, lead)
    app.get(PAGES.done, (_request, reply) => sendPage(reply, DONE))
    app.get(PAGES.cancelled, (_request, reply) => sendPage(reply, CANCELLED))
    if (!payments) return
    // The signature is of the bytes as they came: https://docs.stripe.com/webhooks#verify-official-libraries
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, body),
    )
    /** What fails for another reason than its signature is answered by 500, and is told again for three days. */
    app.post(
      PAGES.webhook,
      { config: { proof: 'signature', rateLimit: false }, bodyLimit: BODY_LIMIT },
      async (request, reply) => {
        const { body, headers } = request
        const signature = headers['stripe-signature']
        const told =
          Buffer.isBuffer(body) && typeof signature === 'string'
            ? await payments.read(body, signature, clock.now())
            : null
        if (!told) {
          log.warn({ from: request.ip }, 'refused what nobody has signed, or long ago')
          return reply.code(400).send({ error: 'The signature is missing, wrong or too old.' })
        }
        await take(told)
        return reply.send({ received: true })
      },
    )
  }
}

/** Events hold whole objects of the provider. */
const BODY_LIMIT = 1024 * 1024

const DONE: Page = {
  title: 'Thank you',
  body: html`<p>You can close this page. As soon as a payment has arrived, you read it in Slack or Discord.</p>`,
}

const CANCELLED: Page = {
  title: 'Nothing was paid',
  body: html`<p>You can close this page, or go back and pay after all: the link is good for a day.</p>`,
}

const PAID: Page = {
  title: 'This is paid already',
  body: html`<p>Nothing more has to be paid. You can close this page.</p>`,
}

const OVER: Page = {
  title: 'This link is over',
  body: html`<p>Nothing can be paid with it any more. In Slack or Discord, <code>/team billing</code> and <code>/workspace billing</code> give a new one.</p>`,
}
