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

function open(mayHear = true): Shard {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const session_start_limit = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 }
  return openShard(
    { shard: 0, of: 1, session: { id: 's', sequence: 7, resumeUrl: url } },
    {
      ...{ token: 'token', intents: 1, gateway: { url, shards: 1, session_start_limit } },
      ...{
        mayIdentify: async () => {},
        isMine: () => true,
        mayHear: () => mayHear,
        onEvent: () => undefined,
      },
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

/** Greets, as Discord does; resolves to what was heard until the other side has left, and the code with which it did. */
const serve = (
  { request, socket }: Handshake,
  onMessage: (send: (payload: object) => void) => void = () => {},
) =>
  new Promise<{ heard: number[]; code: number }>((resolve) => {
    new WebSocketServer({ noServer: true }).handleUpgrade(request, socket, Buffer.alloc(0), (connection) => {
      const heard: number[] = []
      const send = (payload: object) => connection.send(JSON.stringify({ s: null, t: null, ...payload }))
      connection.on('message', (data) => {
        heard.push(JSON.parse(String(data)).op)
        onMessage(send)
      })
      connection.on('close', (code) => resolve({ heard, code }))
      send({ op: 10, d: { heartbeat_interval: 600_000 } })
    })
  })

test('a shard that is closed while it connects takes the session from nobody, and leaves', async () => {
  const shard = open()
  const handshake = await until(() => handshakes[0])
  await shard.close().gone
  // With this code Discord keeps the session for whoever has it.
  expect(await serve(handshake)).toEqual({ heard: [], code: 4200 })
})

test('a shard that hears something while it may not leaves it to whoever goes on with the session', async () => {
  const shard = open(false)
  const handshake = await until(() => handshakes[0])
  const resume = 6
  const served = serve(handshake, (send) => send({ op: 0, t: 'MESSAGE_CREATE', s: 8, d: {} }))
  expect(await served).toEqual({ heard: [resume], code: 4200 })
  expect(shard.ended).toBe(true)
  expect(shard.session()?.sequence).toBe(7)
})
