import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import type { App, Receiver } from '@slack/bolt'
import { explainCard, refuse } from '../../src/chat'
import { createReplayMemory } from './replay'
import { isSigned, replayableMs } from './signature'

/** Slack's largest payloads carry a view of 100 blocks; those stay well below. */
const largestBodyBytes = 1_000_000

interface Answer {
  status: number
  body: string
  type: string
}

export interface HttpReceiver extends Receiver {
  handle(request: IncomingMessage, response: ServerResponse): void
}

/**
 * Takes Slack's signed requests from the one HTTP server and turns Bolt's `ack` into the response.
 * A replayed request is not run again and is answered like the first.
 */
export function createHttpReceiver(options: {
  signingSecret: string
  now(): number
  /** More is under way than can be answered in time. */
  busy(): boolean
}): HttpReceiver {
  const { signingSecret, now } = options
  const answers = createReplayMemory<Promise<Answer>>(replayableMs)
  let app: App | undefined

  async function answer(request: IncomingMessage): Promise<Answer> {
    const bytes = await readBody(request)
    if (bytes === null) return empty(413)
    const timestamp = String(request.headers['x-slack-request-timestamp'] ?? '')
    const signature = String(request.headers['x-slack-signature'] ?? '')
    const nowMs = now()
    if (!isSigned(signingSecret, { timestamp, signature }, bytes, nowMs)) return empty(401)
    const known = answers.get(signature, nowMs)
    if (known) return known
    const first = run(bytes.toString(), request.headers)
    answers.set(signature, first, nowMs)
    return first
  }

  function run(text: string, headers: IncomingMessage['headers']): Promise<Answer> {
    const body = readPayload(text, headers['content-type'] ?? '')
    if (body === null) return Promise.resolve(empty(400))
    if (body.ssl_check) return Promise.resolve(empty(200))
    if (typeof body.command === 'string' && options.busy()) return Promise.resolve(acknowledge(busyAnswer))
    if (body.type === 'url_verification') return Promise.resolve(acknowledge({ challenge: body.challenge }))
    return new Promise((resolve) => {
      const retry = Number(headers['x-slack-retry-num'])
      const unacknowledged = () => resolve(empty(503))
      const event = {
        body,
        ack: async (content?: unknown) => resolve(acknowledge(content)),
        ...(retry > 0 && { retryNum: retry, retryReason: String(headers['x-slack-retry-reason'] ?? '') }),
      }
      app?.processEvent(event).then(unacknowledged, unacknowledged)
    })
  }

  return {
    init: (bolt) => {
      app = bolt
    },
    start: async () => {},
    stop: async () => {},
    handle(request, response) {
      if (request.method !== 'POST') {
        send(response, empty(405))
        return
      }
      answer(request).then(
        (given) => send(response, given),
        () => response.destroy(),
      )
    },
  }
}

/** Null when it is larger than any that Slack sends; the rest is not read. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestBodyBytes) resolve(null)
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    request.on('error', reject)
  })
}

/** Events are JSON, commands a form, interactions a form with one JSON field. Null when it is none of them. */
function readPayload(text: string, contentType: string): Record<string, unknown> | null {
  if (contentType.startsWith('application/json')) return readJson(text)
  const fields = { ...parse(text) }
  return typeof fields.payload === 'string' ? readJson(fields.payload) : fields
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Said in the acknowledgement itself: a refusal must not cost what an answer costs (P4). */
const busyCard = explainCard(refuse({ code: 'busy' }))
const busyAnswer = { response_type: 'ephemeral', text: `${busyCard.title}. ${busyCard.text}` }

const empty = (status: number): Answer => ({ status, body: '', type: 'text/plain' })

function acknowledge(content: unknown): Answer {
  if (content === undefined || content === null) return empty(200)
  if (typeof content === 'string') return { ...empty(200), body: content }
  return { status: 200, body: JSON.stringify(content), type: 'application/json' }
}

function send(response: ServerResponse, { status, body, type }: Answer): void {
  // What was not read of a refused body would be taken for the next request.
  const close = status === 413 ? { connection: 'close' } : {}
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...close })
  response.end(body)
}
