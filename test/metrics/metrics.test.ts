import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, type Interaction, type Responder, TryLater } from '../../src/chat'
import { openMetrics } from '../../src/metrics'

const ID = '01KDVP4S0GQ2N1TV0Z7S3R5M01'

const interaction = (platform: 'slack' | 'discord'): Interaction => ({
  key: ID,
  sender: { platform, tenant: 'T1', userId: 'U-maya', name: 'Maya' },
  place: { platform, tenant: 'T1', channelId: 'C1', direct: false, shared: false },
  happening: { kind: 'press', press: `team.remove:${ID}` },
})
const responder: Responder = {
  showsFieldErrors: false,
  defer: async () => {},
  answer: async () => undefined,
  suggest: async () => {},
}
const said: Answer = { kind: 'say', audience: 'private', card: { title: 'Hello Maya' } }
const textOf = async (metrics: ReturnType<typeof openMetrics>) => (await metrics.text()).body

test('an interaction is measured to its first response on Discord, and to its end everywhere', async () => {
  const metrics = openMetrics(true)
  const receive = metrics.receive(async (_interaction, given) => {
    await given.defer()
    await given.answer(said)
  })
  await receive(interaction('discord'), responder)
  await receive(interaction('slack'), responder)
  const text = await textOf(metrics)
  expect(text).toContain('rolecall_ack_seconds_count{platform="discord"} 1')
  expect(text).not.toContain('rolecall_ack_seconds_count{platform="slack"}')
  for (const platform of ['slack', 'discord'])
    expect(text).toContain(`rolecall_interaction_seconds_count{platform="${platform}",kind="press"} 1`)
  expect(text).toContain('rolecall_interactions_under_way 0')
})

test('over HTTP the acknowledgement is the answer to the request', async () => {
  const metrics = openMetrics(true)
  const { handle } = metrics.requests('slack', {
    path: '/slack/events',
    handle: (_, response) => response.end(),
  })
  const server = createServer(handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).text()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(await textOf(metrics)).toContain('rolecall_ack_seconds_count{platform="slack"} 1')
})

test('messages are counted by how the platform took them, and fail as before', async () => {
  const metrics = openMetrics(true)
  const outcomes = [
    async () => ({ ok: false, why: 'blocked' }) as const,
    async () => {
      throw new TryLater(1_000, 'slow down')
    },
    async () => {
      throw new TypeError('bug')
    },
  ]
  const direct = () => outcomes.shift()?.() ?? Promise.reject(new Error('asked too often'))
  const messenger = metrics.messenger('slack', { direct, edit: direct })
  const reader = { locale: 'en', timeZone: 'UTC', now: 0 }
  const send = () => messenger.direct(interaction('slack').sender, { title: 'Hello' }, reader, ID)
  expect(await send()).toEqual({ ok: false, why: 'blocked' })
  await expect(send()).rejects.toThrow('slow down')
  await expect(send()).rejects.toThrow('bug')
  metrics.rateLimited('slack')
  const text = await textOf(metrics)
  for (const outcome of ['blocked', 'later', 'failed'])
    expect(text).toContain(`rolecall_messages_total{platform="slack",kind="message",outcome="${outcome}"} 1`)
  expect(text).toContain('rolecall_platform_rate_limited_total{platform="slack"} 1')
})

test('what can be looked at is shown even when something else cannot', async () => {
  const metrics = openMetrics(true)
  const failures: unknown[] = []
  metrics.observe({
    pool: () => ({ total: 4, idle: 1, waiting: 2 }),
    platforms: () => [['slack', true]],
    queues: async () => {
      throw new Error('Redis is away')
    },
    deliveries: async () => ({
      owed: [{ kind: 'mail', owed: 3, due: 1, retried: 2, oldestDueAt: 40_000 }],
      undeliverable: [
        { why: 'chat', count: 2, sendable: 2 },
        { why: `Error ${ID}`, count: 1, sendable: 1 },
        { why: 'TypeError', count: 1, sendable: 1 },
      ],
    }),
    sweeps: async () => [{ name: 'outbox', startedAt: 95_000 }],
    now: () => 100_000,
    failed: (error) => failures.push(error),
  })
  const text = await textOf(metrics)
  for (const line of [
    'rolecall_database_pool{state="busy"} 3',
    'rolecall_database_pool{state="wanted"} 2',
    'rolecall_platform_connected{platform="slack"} 1',
    'rolecall_notices_owed{kind="mail"} 3',
    'rolecall_notices_retried{kind="mail"} 2',
    'rolecall_notices_oldest_seconds{kind="mail"} 60',
    'rolecall_notices_undeliverable{why="chat"} 2',
    'rolecall_notices_undeliverable{why="error"} 2',
    'rolecall_sweep_age_seconds{sweep="outbox"} 5',
  ])
    expect(text).toContain(line)
  expect(text).not.toContain('rolecall_queue_depth{')
  expect(failures).toHaveLength(2)
})

test('no label holds an id or a name', async () => {
  const metrics = openMetrics(true)
  await metrics.receive(async (_interaction, given) => void (await given.answer(said)))(
    interaction('discord'),
    responder,
  )
  metrics.decided('discord', 'notFound')
  await metrics
    .job({ name: 'read-document', schema: {} as never, run: async () => {} })
    .run({ id: ID }, undefined)
  const labels = [...(await textOf(metrics)).matchAll(/(\w+)="([^"]*)"/g)].filter(
    ([, label]) => label !== 'le',
  )
  expect(labels.length).toBeGreaterThan(10)
  for (const [, , value] of labels) expect(value).not.toMatch(/01KDVP|Maya|U-|T1|C1/)
})

test('without operators nothing is measured and nothing wrapped', async () => {
  const metrics = openMetrics(false)
  const receive = async () => {}
  expect(metrics.receive(receive)).toBe(receive)
  expect(await textOf(metrics)).toBe('')
})
