import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createLog } from '../../src/log'
import { createWeb } from '../../src/web'
import { listenOn } from '../../src/web/listen'

const HERE = { host: '127.0.0.1', port: 0 }
/** More than Node lets wait of its own accord. */
const AT_ONCE = 1_000

/** The limit of the system stands above ours. */
const SYSTEM = '/proc/sys/net/core/somaxconn'
const whereRoom = existsSync(SYSTEM) && Number(readFileSync(SYSTEM, 'utf8')) >= AT_ONCE ? test : test.skip

/** Whoever is turned away tries again after a second. */
async function secondsUntilAllAreIn(listen: (server: ReturnType<typeof createServer>) => Promise<unknown>) {
  const server = createServer()
  await listen(server)
  const { port } = server.address() as AddressInfo
  const began = performance.now()
  const sockets = Array.from({ length: AT_ONCE }, () => connect({ host: HERE.host, port }))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  const tookMs = performance.now() - began
  for (const socket of sockets) socket.destroy()
  server.close()
  return tookMs / 1_000
}

whereRoom('P4 a thousand who come in the same moment are let in at once', async () => {
  expect(await secondsUntilAllAreIn((server) => listenOn(server, HERE))).toBeLessThan(1)
})

whereRoom('control: as Node listens of its own accord, some of them come a second later', async () => {
  const plain = (server: ReturnType<typeof createServer>) => {
    server.listen(HERE.port, HERE.host)
    return once(server, 'listening')
  }
  expect(await secondsUntilAllAreIn(plain)).toBeGreaterThan(1)
})

test('a connection that is not used is kept longer than proxies keep theirs', async () => {
  const web = await createWeb({ adapters: [], pages: [], ready: async () => ({}), log: createLog('silent') })
  const origin = await web.listen(HERE)
  const { headers } = await fetch(`${origin}/healthz`)
  expect(headers.get('keep-alive')).toBe('timeout=75')
  await web.close()
})
