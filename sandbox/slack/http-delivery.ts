import { createHmac } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Delivery, Outcome } from './delivery'
import type { Json } from './json'
import type { Slack } from './state'

const agent = new Agent({ keepAlive: true, timeout: 30_000 })

/** One signed request to the app's Request URL; a 2xx within the time is the acknowledgement. */
export function deliverOverHttp(slack: Slack, url: string, delivery: Delivery): Promise<Outcome> {
  const { type, body } = encode(delivery)
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...signature(slack.app.signingSecret, Math.floor(slack.clock.now() / 1_000), body),
    ...(delivery.retry
      ? { 'x-slack-retry-num': delivery.retry.attempt, 'x-slack-retry-reason': delivery.retry.reason }
      : {}),
  }
  return new Promise((resolve) => {
    const timeout = AbortSignal.timeout(slack.limits.ackTimeoutMs)
    const sent = request(url, { method: 'POST', agent, headers, signal: timeout }, async (response) => {
      try {
        resolve(readAnswer(response, await readText(response)))
      } catch {
        resolve({ acked: false, reason: 'timeout' })
      }
    })
    sent.on('error', () => resolve({ acked: false, reason: timeout.aborted ? 'timeout' : 'unreachable' }))
    sent.end(body)
  })
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signature(signingSecret: string, timestampSeconds: number, body: string) {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestampSeconds}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(timestampSeconds), 'x-slack-signature': `v0=${digest}` }
}

/** Events come as JSON, commands as a form, interactions as a form with one `payload` field. */
function encode({ kind, payload }: Delivery): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : flatten(payload)
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }
}

function flatten(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]))
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  return text
}

function readAnswer(response: IncomingMessage, text: string): Outcome {
  const status = response.statusCode ?? 0
  if (status < 200 || status > 299) return { acked: false, reason: 'refused' }
  const isJson = (response.headers['content-type'] ?? '').includes('application/json')
  if (!isJson || text === '') return { acked: true, answer: text }
  try {
    return { acked: true, answer: JSON.parse(text) }
  } catch {
    return { acked: false, reason: 'refused' }
  }
}
