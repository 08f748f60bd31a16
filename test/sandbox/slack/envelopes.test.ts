import { once } from 'node:events'
import { WebClient } from '@slack/web-api'
import { WebSocket } from 'ws'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import { findMessage } from '../../../sandbox/driver'
import { type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'

type Envelope = Record<string, unknown> & { envelope_id: string; payload: Record<string, unknown> }

describe('envelopes of Socket Mode', () => {
  let sandbox: SlackSandbox
  let clock: SandboxClock

  beforeEach(async () => {
    clock = createSandboxClock()
    const commands = [{ name: 'team', description: 'Teams' }]
    sandbox = await startSlackSandbox({ clock, commands, limits: { ackTimeoutMs: 20 } })
  })
  afterEach(() => sandbox.close())

  async function openSocket() {
    const client = new WebClient(sandbox.appToken, { slackApiUrl: sandbox.apiUrl })
    const { url = '' } = await client.apps.connections.open({})
    const socket = new WebSocket(url)
    const waiting: ((envelope: Envelope) => void)[] = []
    const arrived: Envelope[] = []
    socket.on('message', (data) => {
      const envelope = JSON.parse(String(data)) as Envelope
      const next = waiting.shift()
      if (next) next(envelope)
      else arrived.push(envelope)
    })
    const receive = () => {
      const next = arrived.shift()
      return next ? Promise.resolve(next) : new Promise<Envelope>((resolve) => waiting.push(resolve))
    }
    return { socket, receive, url }
  }

  it('begin with a greeting, on an address that works once', async () => {
    const { receive, url } = await openSocket()
    expect(await receive()).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0ROLECALL' },
    })
    const again = new WebSocket(url)
    const [error] = await once(again, 'error')
    expect(String(error)).toContain('403')
  })

  it('are not sent while no app is connected; the person hears of it', async () => {
    const maya = sandbox.as('U0MAYA')
    await maya.type('/team list')
    expect(findMessage(maya, '/team failed with the error "dispatch_failed"')).toBeDefined()
    await maya.type('/nonsense')
    expect(findMessage(maya, '/nonsense is not a valid command.')).toBeDefined()
  })

  it('carry commands with everything that answering needs', async () => {
    const { socket, receive } = await openSocket()
    await receive()
    const typed = sandbox.as('U0MAYA').type('/team role @Adam Admin admin', 'D0MAYA')
    const envelope = await receive()
    socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }))
    await typed
    expect(envelope).toMatchObject({ type: 'slash_commands', accepts_response_payload: true })
    expect(envelope.payload).toEqual({
      token: expect.any(String),
      team_id: 'T0ACME001',
      team_domain: 'acme',
      channel_id: 'D0MAYA',
      channel_name: 'directmessage',
      user_id: 'U0MAYA',
      user_name: 'maya.member',
      command: '/team',
      text: 'role <@U0ADAM|adam.admin> admin',
      api_app_id: 'A0ROLECALL',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(sandbox.origin),
      trigger_id: expect.any(String),
    })
  })

  it('bring an event again at once, after a minute and after five, then give up', async () => {
    const { receive } = await openSocket()
    await receive()
    const typed = sandbox.as('U0MAYA').type('hello', 'D0MAYA')
    const first = await receive()
    expect(first).toMatchObject({ retry_attempt: 0, retry_reason: '', accepts_response_payload: false })
    await typed
    expect(await receive()).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' })
    const soon = receive()
    const stop = clockRunning(10_000)
    const second = await soon
    expect(second).toMatchObject({ retry_attempt: 2 })
    expect(second.payload).toEqual(first.payload)
    expect(second.envelope_id).not.toBe(first.envelope_id)
    expect(await receive()).toMatchObject({ retry_attempt: 3 })
    stop()
  })

  /** Time passes quickly until it is stopped, however late a timer of real time fires. */
  function clockRunning(stepMs: number): () => void {
    let running = true
    const step = () => {
      if (!running) return
      clock.advance(stepMs)
      setImmediate(step)
    }
    step()
    return () => {
      running = false
    }
  }

  it('close a socket that answers with anything else', async () => {
    const { socket, receive } = await openSocket()
    await receive()
    socket.send('hello yourself')
    const [code] = await once(socket, 'close')
    expect(code).toBe(1_003)
  })

  it('allow ten connections and turn the eleventh away', async () => {
    for (let open = 0; open < 10; open++) await (await openSocket()).receive()
    const { receive } = await openSocket()
    expect(await receive()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
    expect(sandbox.connections()).toBe(10)
  })
})
