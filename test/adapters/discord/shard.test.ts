import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { openShard, type Shard } from '../../../adapters/discord/shard'
import { until } from '../../support/until'

interface Handshake {
  request: IncomingMessage
  socket: Socket
}

/** A gateway that answers nobody's handshake by itself. */
let server: Server
let handshakes: Handshake[]
let failures: string[]
beforeEach(async () => {
  handshakes = []
  failures = []
  server = createServer().on('upgrade', (request, socket) =>
    handshakes.push({ request, socket: socket as Socket }),
  )
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  for (const { socket } of handshakes) socket.destroy()
  return new Promise((resolve) => void server.close(resolve))
})

function open(): Shard {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const session_start_limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 }
  return openShard(
    { shard: 0, of: 1, session: { id: 's', sequence: 7, resumeUrl: url } },
    {
      ...{ token: 'token', intents: 1, gateway: { url, shards: 1, session_start_limit } },
      ...{ mayIdentify: async () => {}, isMine: () => true, mayHear: () => true, onEvent: () => undefined },
      log: { info: () => {}, warn: (_, message) => void failures.push(message), error: () => {} },
    },
  )
}

test('a shard that is closed while it connects does not end the process when the connection fails', async () => {
  const shard = open()
  const { socket } = await until(() => handshakes[0])
  const { session, gone } = shard.close()
  expect(session).toMatchObject({ id: 's', sequence: 7 })
  await gone
  socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n')
  await until(() => failures.includes('a Discord shard failed'))
})

test('a shard that is closed while it connects takes the session from nobody, and leaves', async () => {
  const shard = open()
  const { request, socket } = await until(() => handshakes[0])
  await shard.close().gone
  const heard: unknown[] = []
  const left = new Promise<number>((resolve) => {
    new WebSocketServer({ noServer: true }).handleUpgrade(request, socket, Buffer.alloc(0), (connection) => {
      connection.on('message', (data) => heard.push(String(data)))
      connection.on('close', resolve)
      connection.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 60_000 }, s: null, t: null }))
    })
  })
  // Discord keeps the session for whoever has it.
  expect(await left).toBe(4200)
  expect(heard).toEqual([])
})
