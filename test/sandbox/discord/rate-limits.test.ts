import { defaultRateLimits } from '../../../sandbox/discord'
import { general, setUpSandbox } from './support'

const stage = setUpSandbox({
  limits: {
    ...defaultRateLimits,
    global: { limit: 20, perMs: 60_000 },
    other: { limit: 100, perMs: 60_000 },
  },
})
const post = (channel: string) => stage.call('POST', `/channels/${channel}/messages`, { content: 'x' })

test('the sixth message to a channel within five seconds is refused, while another channel has its own bucket (B11)', async () => {
  for (const left of [4, 3, 2, 1, 0]) {
    const answer = await post(general)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-ratelimit-remaining')).toBe(String(left))
  }
  const refused = await post(general)
  expect(refused.status).toBe(429)
  expect(refused.body).toMatchObject({ message: 'You are being rate limited.', global: false })
  expect(refused.body.retry_after).toBeGreaterThan(0)
  expect(refused.body.retry_after).toBeLessThanOrEqual(5)
  expect(refused.headers.get('retry-after')).toBe('5')
  expect(refused.headers.get('x-ratelimit-scope')).toBe('user')
  const other = await post('900000000000000011')
  expect(other.status).toBe(200)
  expect(other.headers.get('x-ratelimit-bucket')).toBe(refused.headers.get('x-ratelimit-bucket'))
})

test('edits of messages have a bucket of their own for each channel (B11)', async () => {
  const channel = '900000000000000011'
  const { body } = await post(channel)
  const edit = () => stage.call('PATCH', `/channels/${channel}/messages/${body.id}`, { content: 'y' })
  const statuses: number[] = []
  for (let time = 0; time < 6; time += 1) statuses.push((await edit()).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  expect((await post(channel)).status).toBe(200)
})

test('the global limit refuses every route but the interaction endpoints', async () => {
  const statuses: number[] = []
  for (let call = 0; call < 20; call += 1) statuses.push((await stage.call('GET', '/users/@me')).status)
  expect(statuses).toContain(429)
  const refused = await stage.call('GET', '/users/@me')
  expect(refused.body.global).toBe(true)
  expect(refused.headers.get('x-ratelimit-global')).toBe('true')
  expect((await stage.call('POST', `/interactions/1/none/callback`, { type: 4 })).body.code).toBe(10_062)
})

describe('with the real client', () => {
  const small = setUpSandbox({
    limits: {
      ...defaultRateLimits,
      routes: { 'POST /channels/:channel/messages': { limit: 2, perMs: 200 } },
    },
  })

  test('six messages at once are all delivered, in order and without a 429, because the client reads the headers', async () => {
    const client = await small.connect()
    const bodies = ['1', '2', '3', '4', '5', '6']
    await Promise.all(
      bodies.map((content) => client.rest.post(`/channels/${general}/messages`, { body: { content } })),
    )
    const calls = small.sandbox.calls.filter(({ route }) => route.startsWith('POST /channels'))
    expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(calls.map(({ body }) => (body as { content: string }).content)).toEqual(bodies)
  })
})
