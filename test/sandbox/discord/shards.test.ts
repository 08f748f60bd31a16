import { WebSocket } from 'ws'
import { defaultRateLimits } from '../../../sandbox/discord'
import { until } from '../../support/until'
import { general, guildId, maya, setUpSandbox } from './support'

const stage = setUpSandbox({
  limits: defaultRateLimits,
  shards: 3,
  maxConcurrency: 4,
  sessionTimeoutMs: 300,
})

interface Frame {
  op: number
  t: string | null
  s: number | null
  d: unknown
}

/** A raw connection that sends this after the hello; keeps every frame it gets. */
async function connect(op: number, data: object): Promise<{ socket: WebSocket; frames: Frame[] }> {
  const { body } = await stage.call('GET', '/gateway/bot')
  const socket = new WebSocket(`${body.url}?v=10&encoding=json`)
  const frames: Frame[] = []
  socket.on('message', (bytes) => {
    const frame = JSON.parse(bytes.toString()) as Frame
    if (frame.op === 10) socket.send(JSON.stringify({ op, d: { token: stage.sandbox.botToken, ...data } }))
    else frames.push(frame)
  })
  await until(() => frames.length > 0)
  return { socket, frames }
}

const identify = (shard: [number, number]) => connect(2, { intents: 1 << 9, shard })
const resume = (session_id: unknown, seq: number) => connect(6, { session_id, seq })
const last = (frames: Frame[]) => frames.at(-1)

test('it recommends as many shards as a test asks for', async () => {
  expect((await stage.call('GET', '/gateway/bot')).body.shards).toBe(3)
  stage.sandbox.recommendShards(5)
  expect((await stage.call('GET', '/gateway/bot')).body.shards).toBe(5)
})

test('shards of different keys may identify together, those of one key only five seconds apart', async () => {
  const started = await Promise.all([identify([0, 3]), identify([1, 3])])
  expect(started.map(({ frames }) => frames[0]?.t)).toEqual(['READY', 'READY'])
  const refused = await identify([4, 5])
  expect(refused.frames).toMatchObject([{ op: 9, d: false }])
  for (const { socket } of [...started, refused]) socket.terminate()
})

describe('a session', () => {
  let first: Awaited<ReturnType<typeof connect>>
  let id: unknown

  beforeAll(async () => {
    first = await identify([Number((BigInt(guildId) >> 22n) % 4n), 4])
    id = (first.frames[0]?.d as { session_id?: string } | undefined)?.session_id
  })

  test('can be resumed by another connection, which gets what it missed and everything from then on', async () => {
    await stage.sandbox.as(maya).type('one', general)
    await until(() => last(first.frames)?.t === 'MESSAGE_CREATE')
    const second = await resume(id, 1)
    await until(() => last(second.frames)?.t === 'RESUMED')
    expect(second.frames.map(({ t, s }) => [t, s])).toEqual([
      ['MESSAGE_CREATE', 2],
      ['RESUMED', 3],
    ])
    first.socket.close(1000)
    await stage.sandbox.as(maya).type('two', general)
    await until(() => last(second.frames)?.s === 4)
    expect(first.frames.filter(({ t }) => t === 'MESSAGE_CREATE')).toHaveLength(1)
    second.socket.close(4200)
  })

  test('ends when nobody resumes it for some time', async () => {
    await until(
      async () => {
        const { socket, frames } = await resume(id, 4)
        socket.close(4200)
        return frames[0]?.op === 9
      },
      { everyMs: 400 },
    )
  })
})
