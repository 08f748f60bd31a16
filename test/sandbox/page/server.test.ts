import { once } from 'node:events'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { type Sandbox, startSandbox } from '../../../sandbox'
import { watchConnections } from '../../../sandbox/watch-connections'

let sandbox: Sandbox
let server: Server
let host: string

beforeAll(async () => {
  sandbox = await startSandbox({ slack: false, discord: false, mail: true, commands: [] })
  server = createServer((request, response) => {
    if (!sandbox.page.handle(request, response)) response.writeHead(418).end()
  })
  server.on('upgrade', (request, socket, head) => {
    if (!sandbox.page.upgrade(request, socket, head)) socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await sandbox.close()
  server.closeAllConnections()
  server.close()
})

function status(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`http://${host}${path}`, { headers, method }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject).end()
  })
}

/** Opens a websocket; resolves to it, or to the status it was refused with. */
function open(
  headers: Record<string, string>,
  path = '/sandbox/live',
): Promise<WebSocket | number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${host}${path}`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode))
    socket.on('error', () => resolve(undefined))
  })
}

test('takes / and /sandbox/*, and leaves every other path to the product', async () => {
  expect(await status('/sandbox/nothing')).toBe(404)
  expect(await status('/healthz')).toBe(418)
  expect(await status('/sandboxes')).toBe(418)
  expect(await status('/', {}, 'POST')).toBe(405)
})

test.each(['evil.test', 'evil.test:80', '127.0.0.1.evil.test', 'localhost@evil.test', '192.168.0.2'])(
  'a page that reaches this machine by the name %s is refused (DNS rebinding)',
  async (name) => {
    expect(await status('/', { host: name })).toBe(403)
    expect(await open({ host: name, origin: `http://${name}` })).toBe(403)
  },
)

test('a websocket needs the origin of the page itself', async () => {
  expect(await open({ origin: 'http://evil.test' })).toBe(403)
  expect(await open({ origin: 'http://127.0.0.1:1' })).toBe(403)
  expect(await open({})).toBe(403)
  expect(await open({ origin: `http://${host}` }, '/elsewhere')).toBeUndefined()
})

test('the page moves the clock over the websocket, and is told where it stands', async () => {
  const socket = (await open({ origin: `http://${host}` })) as WebSocket
  const before = sandbox.clock.now()
  socket.send(JSON.stringify({ id: 1, ask: { do: 'advance', hours: 24 } }))
  const told = await new Promise<number>((resolve) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      if (message.kind === 'clock' && message.now >= before + 86_400_000) resolve(message.now)
    }),
  )
  expect(told - sandbox.clock.now()).toBeLessThan(1_000)
  socket.terminate()
})

test.each([
  'nonsense',
  '{"id":1}',
  '{"id":1,"ask":{"do":"advance","hours":-1}}',
  '{"id":1,"ask":{"do":"type"}}',
])('the frame %s is no request and ends the connection', async (frame) => {
  const socket = (await open({ origin: `http://${host}` })) as WebSocket
  const closed = once(socket, 'close')
  socket.send(frame)
  expect((await closed)[0]).toBe(1008)
})

test('a request for somebody who does not exist fails with a reason', async () => {
  const socket = (await open({ origin: `http://${host}` })) as WebSocket
  const answer = new Promise((resolve) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      if (message.id === 7) resolve(message)
    }),
  )
  socket.send(JSON.stringify({ id: 7, ask: { do: 'close', platform: 'slack', as: 'U0NOBODY' } }))
  expect(await answer).toEqual({ kind: 'failed', id: 7, why: expect.stringContaining('U0NOBODY') })
  socket.terminate()
})

test('the page is told once at first, and then whenever the bot loses or finds its platform', () => {
  jest.useFakeTimers()
  let connections = 1
  const told: unknown[] = []
  const stop = watchConnections({ slack: { connections: () => connections } }, (...what) => told.push(what))
  for (const now of [2, 0, 0, 1]) {
    connections = now
    jest.advanceTimersByTime(1_000)
  }
  stop()
  connections = 0
  jest.advanceTimersByTime(1_000)
  jest.useRealTimers()
  expect(told).toEqual([
    ['slack', true],
    ['slack', false],
    ['slack', true],
  ])
})
