import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { drained } from '../../src/web/drained'
import { listenOn } from '../../src/web/listen'
import { until } from '../support/until'

const HERE = { host: '127.0.0.1', port: 0 }

async function serve(answerMs: number) {
  const server = createServer((_request, response) => {
    setTimeout(() => response.end('ok'), answerMs)
  })
  const drain = drained(server)
  await listenOn(server, HERE)
  const { port } = server.address() as AddressInfo
  return { drain, port }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

test('Q6 who asks without a pause gets the answer under way, and then no more', async () => {
  const { drain, port } = await serve(20)
  const agent = new Agent({ keepAlive: true })
  const broken: string[] = []
  let [answered, over] = [0, false]
  const ask = (): Promise<void> =>
    new Promise((resolve) => {
      const sent = request({ ...HERE, port, agent }, (response) => {
        response.resume().on('end', () => {
          answered += 1
          resolve()
        })
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A connection that was not taken any more is for another process.
        if (sent.reusedSocket) broken.push(String(error.code))
        else over = true
        resolve()
      })
      sent.end()
    })
  const asking = Array.from({ length: 50 }, async () => {
    while (!over) await ask()
  })
  await until(() => answered > 100)
  expect(await timed(drain)).toBeLessThan(2_000)
  await Promise.all(asking)
  expect(broken).toEqual([])
  agent.destroy()
})

test.each([
  ['says nothing', ''],
  ['has said half of something', 'POST / HTTP/1.1\r\nhost: here\r\ncontent-le'],
])('Q6 who %s is hung up on after three seconds', async (_, said) => {
  const { drain, port } = await serve(0)
  const socket = connect({ host: HERE.host, port })
  await once(socket, 'connect')
  socket.write(said)
  const tookMs = await timed(drain)
  expect(tookMs).toBeLessThan(4_000)
  socket.destroy()
})
