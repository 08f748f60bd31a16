import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AskedRequest {
  path: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
  /** Resolves when the client hangs up or has everything. */
  closed: Promise<void>
}

export interface OpenAiServer {
  url: string
  asked: AskedRequest[]
  /** What the next requests get, in order; the last stays. */
  answers(...answers: Answer[]): void
  close(): Promise<void>
}

export type Answer = (response: ServerResponse, request: AskedRequest) => void

/** An endpoint that speaks OpenAI's protocol as far as a test has told it what to say. */
export async function startOpenAi(): Promise<OpenAiServer> {
  const asked: AskedRequest[] = []
  let prepared: Answer[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const one: AskedRequest = {
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(Buffer.concat(pieces).toString() || '{}'),
      closed: new Promise((resolve) => response.once('close', resolve)),
    }
    asked.push(one)
    const [answer] = prepared.length > 1 ? prepared.splice(0, 1) : prepared
    answer?.(response, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    answers: (...answers) => {
      prepared = answers
      asked.length = 0
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export const delta = (delta: object, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
})
export const counted = { choices: [], usage: { prompt_tokens: 70, completion_tokens: 9, total_tokens: 79 } }

/** Server-sent events; without `end` the stream stays open. */
export function stream(chunks: readonly object[], end: 'done' | 'open' | 'cut' = 'done'): Answer {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    if (end === 'done') response.end('data: [DONE]\n\n')
    if (end === 'cut') setImmediate(() => response.destroy())
  }
}

export function fail(status: number, error: object = {}, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(JSON.stringify({ error }))
  }
}

export const silent: Answer = () => {}
