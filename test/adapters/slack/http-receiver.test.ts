import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App, ReceiverEvent } from '@slack/bolt'
import { createHttpReceiver } from '../../../adapters/slack/http-receiver'
import { signature } from '../../../sandbox/slack'

const secret = 'a signing secret'
const nowMs = Date.UTC(2030, 0, 1)
const command = 'command=%2Fteam&text=invite+ann&trigger_id=1.2'
const form = 'application/x-www-form-urlencoded'

describe('the HTTP receiver', () => {
  const processed: ReceiverEvent[] = []
  let clockMs = nowMs
  let answer: unknown
  let busy = false
  const receiver = createHttpReceiver({ signingSecret: secret, now: () => clockMs, busy: () => busy })
  const server = createServer((request, response) => receiver.handle(request, response))

  beforeAll(async () => {
    const app: Pick<App, 'processEvent'> = {
      processEvent: async (event) => {
        processed.push(event)
        if (answer !== 'silence') await event.ack(answer)
      },
    }
    receiver.init(app as App)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(() => {
    processed.length = 0
    answer = undefined
    busy = false
    clockMs = nowMs
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  async function post(body: string, headers: Record<string, string> = {}, type = form) {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...signed(body), ...headers },
    })
    return { status: response.status, text: await response.text() }
  }
  const signed = (body: string, atMs = clockMs) => signature(secret, Math.floor(atMs / 1_000), body)

  it('refuses a command in its acknowledgement while too much is under way, and says so (P4)', async () => {
    busy = true
    const { status, text } = await post(command.replace('1.2', '9.9'))
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(/very busy.*try again/),
    })
    expect(processed).toEqual([])
  })

  it('hands over a signed command and answers with its acknowledgement', async () => {
    expect(await post(command)).toEqual({ status: 200, text: '' })
    expect(processed[0]?.body).toEqual({ command: '/team', text: 'invite ann', trigger_id: '1.2' })
  })

  it('hands over an interaction from its payload field, and an event from its JSON', async () => {
    await post(`payload=${encodeURIComponent('{"type":"block_actions"}')}`)
    await post('{"type":"event_callback"}', { 'x-slack-retry-num': '2' }, 'application/json')
    expect(processed.map((event) => event.body)).toEqual([
      { type: 'block_actions' },
      { type: 'event_callback' },
    ])
    expect(processed[1]?.retryNum).toBe(2)
  })

  it('answers a submitted form in JSON', async () => {
    answer = { response_action: 'clear' }
    expect(await post('a=1')).toEqual({ status: 200, text: '{"response_action":"clear"}' })
  })

  it('proves its address to Slack', async () => {
    const asked = '{"type":"url_verification","challenge":"c"}'
    expect((await post(asked, {}, 'application/json')).text).toBe('{"challenge":"c"}')
    expect((await post('ssl_check=1')).status).toBe(200)
    expect(processed).toEqual([])
  })

  it.each([
    ['another body', () => signed('something else')],
    ['another secret', () => signature('guessed', nowMs / 1_000, command)],
    ['a signature that is too short', () => ({ 'x-slack-signature': 'v0=00' })],
    ['no signature', () => ({ 'x-slack-signature': '' })],
    ['a stale timestamp', () => signed(command, nowMs - 301_000)],
    ['a timestamp from the future', () => signed(command, nowMs + 61_000)],
    ['a timestamp that is no number', () => ({ 'x-slack-request-timestamp': '1e9' })],
  ])('refuses %s', async (_, headers) => {
    expect((await post(command, headers())).status).toBe(401)
    expect(processed).toEqual([])
  })

  it('runs a replayed request once and answers it like the first', async () => {
    answer = { response_action: 'clear' }
    const body = 'replayed=1'
    const first = await post(body)
    answer = { response_action: 'push' }
    clockMs += 299_000
    expect(await post(body, signed(body, nowMs))).toEqual(first)
    expect(processed).toHaveLength(1)
  })

  it('runs two people’s equal requests twice', async () => {
    await post('text=same&trigger_id=1')
    await post('text=same&trigger_id=2')
    expect(processed).toHaveLength(2)
  })

  it('refuses what is too large, malformed, or no POST', async () => {
    expect((await post('x'.repeat(1_000_001))).status).toBe(413)
    expect((await post('{', {}, 'application/json')).status).toBe(400)
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect((await fetch(address)).status).toBe(405)
  })

  it('says that it is busy when nobody has acknowledged', async () => {
    answer = 'silence'
    expect((await post('silent=1')).status).toBe(503)
  })
})
