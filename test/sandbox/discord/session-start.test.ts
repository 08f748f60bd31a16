import { WebSocket } from 'ws'
import { defaultRateLimits } from '../../../sandbox/discord'
import { setUpSandbox } from './support'

const stage = setUpSandbox({ limits: defaultRateLimits })

interface Frame {
  op: number
  t?: string | null
  d: unknown
}

/** Identifies on a fresh socket; resolves with the first frame after the hello. */
async function identify(): Promise<{ socket: WebSocket; first: Frame }> {
  const { body } = await stage.call('GET', '/gateway/bot')
  const socket = new WebSocket(`${body.url}?v=10&encoding=json`)
  const first = new Promise<Frame>((resolve) => {
    socket.on('message', (bytes) => {
      const frame = JSON.parse(bytes.toString()) as Frame
      if (frame.op === 10)
        socket.send(JSON.stringify({ op: 2, d: { token: stage.sandbox.botToken, intents: 1 } }))
      else resolve(frame)
    })
  })
  return { socket, first: await first }
}

test('a second identify within five seconds gets an invalid session, and starts are counted by the day', async () => {
  const one = await identify()
  expect(one.first).toMatchObject({ op: 0, t: 'READY' })
  const two = await identify()
  expect(two.first).toMatchObject({ op: 9, d: false })
  const { body } = await stage.call('GET', '/gateway/bot')
  expect(body.session_start_limit).toMatchObject({ total: 1_000, remaining: 999, max_concurrency: 1 })
  stage.clock.advance(86_400_000)
  const nextDay = await stage.call('GET', '/gateway/bot')
  expect(nextDay.body.session_start_limit).toMatchObject({ remaining: 1_000 })
  for (const { socket } of [one, two]) socket.terminate()
})

test('anything sent before identifying closes with 4003', async () => {
  const { body } = await stage.call('GET', '/gateway/bot')
  const socket = new WebSocket(`${body.url}?v=10&encoding=json`)
  const code = new Promise<number>((resolve) => socket.once('close', resolve))
  socket.once('open', () => socket.send(JSON.stringify({ op: 8, d: {} })))
  expect(await code).toBe(4003)
})

test('an answer can be delayed', async () => {
  stage.sandbox.faults.delay(100)
  const before = performance.now()
  await stage.call('GET', '/users/@me')
  expect(performance.now() - before).toBeGreaterThanOrEqual(99)
  stage.sandbox.faults.clear()
})
