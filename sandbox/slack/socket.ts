import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Delivery, Outcome } from './delivery'
import type { Json } from './json'

/** Socket Mode connections of the app: https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface SocketHub {
  /** The path and query of a fresh, single-use socket address. */
  issueTicket(): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  send(delivery: Delivery): Promise<Outcome>
  connected(): number
  refresh(): void
  freeze(): void
  drop(): void
  /** Says goodbye to every client and waits for them to go. */
  close(): Promise<void>
}

interface Pending {
  envelope: Json & { envelope_id: string }
  on: WebSocket | undefined
  settle(outcome: Outcome): void
}

/** Slack lets an app keep ten connections open: https://docs.slack.dev/apis/events-api/using-socket-mode#connecting-multiple */
const maxConnections = 10

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown() })

export function createSocketHub(app: { appId: string }, ackTimeoutMs: number): SocketHub {
  const tickets = new Set<string>()
  const sockets: WebSocket[] = []
  const frozen = new WeakSet<WebSocket>()
  const pending = new Map<string, Pending>()
  const server = new WebSocketServer({ noServer: true, autoPong: false })

  function push(waiting: Pending) {
    const socket = sockets.shift()
    waiting.on = socket
    if (!socket) return
    sockets.push(socket)
    if (!frozen.has(socket)) socket.send(JSON.stringify(waiting.envelope))
  }

  function greet(socket: WebSocket) {
    if (sockets.length >= maxConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: {} }))
      socket.close()
      return
    }
    sockets.push(socket)
    socket.on('ping', (data) => frozen.has(socket) || socket.pong(data))
    socket.on('message', (data) => frozen.has(socket) || receive(socket, String(data)))
    socket.on('close', () => lose(socket))
    socket.on('error', () => socket.terminate())
    const hello = {
      type: 'hello',
      num_connections: sockets.length,
      connection_info: { app_id: app.appId },
      debug_info: { host: 'sandbox', approximate_connection_time: 18_060 },
    }
    socket.send(JSON.stringify(hello))
    for (const waiting of pending.values()) if (!waiting.on) push(waiting)
  }

  function receive(socket: WebSocket, text: string) {
    const ack = readAck(text)
    if (ack) pending.get(ack.envelope_id)?.settle({ acked: true, answer: ack.payload })
    else socket.close(1_003, 'not an acknowledgement')
  }

  /** What a lost connection had not acknowledged goes to another one, or to the next that opens. */
  function lose(socket: WebSocket) {
    const at = sockets.indexOf(socket)
    if (at >= 0) sockets.splice(at, 1)
    for (const waiting of pending.values()) if (waiting.on === socket) push(waiting)
  }

  return {
    issueTicket() {
      const ticket = randomUUID()
      tickets.add(ticket)
      return `/link?ticket=${ticket}&app_id=${app.appId}`
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? ''
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, greet)
    },
    send(delivery) {
      if (sockets.length === 0) return Promise.resolve({ acked: false, reason: 'unreachable' })
      const envelope_id = randomUUID()
      return new Promise((resolve) => {
        const settle = (outcome: Outcome) => {
          clearTimeout(timer)
          pending.delete(envelope_id)
          resolve(outcome)
        }
        const timer = setTimeout(() => settle({ acked: false, reason: 'timeout' }), ackTimeoutMs)
        timer.unref()
        const waiting = { envelope: envelopeOf(delivery, envelope_id), on: undefined, settle }
        pending.set(envelope_id, waiting)
        push(waiting)
      })
    },
    connected: () => sockets.length,
    refresh() {
      const notice = { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'sandbox' } }
      for (const socket of sockets.splice(0)) socket.send(JSON.stringify(notice))
    },
    freeze() {
      for (const socket of sockets) frozen.add(socket)
    },
    drop() {
      for (const socket of [...sockets]) socket.terminate()
    },
    async close() {
      const gone = [...server.clients].map((socket) => new Promise((resolve) => socket.on('close', resolve)))
      for (const socket of server.clients) socket.close(1_001)
      await Promise.all(gone)
    },
  }
}

function envelopeOf(delivery: Delivery, envelope_id: string): Pending['envelope'] {
  const isEvent = delivery.kind === 'events_api'
  const retry = isEvent
    ? { retry_attempt: delivery.retry?.attempt ?? 0, retry_reason: delivery.retry ? 'timeout' : '' }
    : {}
  return {
    envelope_id,
    type: delivery.kind,
    accepts_response_payload: !isEvent,
    payload: delivery.payload,
    ...retry,
  }
}

function readAck(text: string): { envelope_id: string; payload?: unknown } | undefined {
  try {
    return acknowledgement.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
