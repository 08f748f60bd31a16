import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import { findMessage } from '../../../sandbox/driver'
import { type SlackSandbox, signature, startSlackSandbox } from '../../../sandbox/slack'

const commands = [{ name: 'team', description: 'Teams' }]

describe('delivery over signed HTTP', () => {
  let sandbox: SlackSandbox
  let clock: SandboxClock
  let close: () => Promise<unknown>

  beforeEach(async () => {
    clock = createSandboxClock()
    sandbox = await startSlackSandbox({ clock, commands })
  })
  afterEach(async () => {
    await close()
    await sandbox.close()
  })

  it('satisfies the signature check of Bolt for commands, presses and events', async () => {
    const heard: string[] = []
    const receiver = new HTTPReceiver({ signingSecret: sandbox.signingSecret, logLevel: LogLevel.ERROR })
    const app = new App({
      token: sandbox.botToken,
      receiver,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: sandbox.apiUrl },
    })
    app.command('/team', ({ ack }) =>
      ack({
        text: 'Teams',
        blocks: [
          {
            type: 'actions',
            elements: [
              {
                type: 'button',
                action_id: 'leave',
                text: { type: 'plain_text', text: 'Leave' },
                value: '01J',
              },
            ],
          },
        ],
      }),
    )
    app.action('leave', async ({ ack, respond }) => {
      await ack()
      await respond({ delete_original: true })
      heard.push('pressed')
    })
    app.message('hello', async ({ message }) => {
      heard.push(`${message.type}.${message.channel_type}`)
    })
    const server = (await app.start(0)) as Server
    close = () => app.stop()
    sandbox.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
    const maya = sandbox.as('U0MAYA')
    await maya.type('/team list')
    const [seen] = maya.channels()[0]?.messages ?? []
    expect(seen?.controls).toEqual([{ id: 'leave', kind: 'button', label: 'Leave', disabled: false }])
    const gone = new Promise<void>((resolve) => {
      const stop = maya.onChange(() => {
        if (maya.channels()[0]?.messages.length === 0) resolve(stop())
      })
    })
    await maya.press(seen?.id ?? '', 'leave')
    await gone
    await maya.type('hello', 'D0MAYA')
    expect(heard).toContain('message.im')
  })

  it('names the retry and its reason, and tells the typing person of a failure', async () => {
    const seen: IncomingHttpHeaders[] = []
    let arrived = () => {}
    const server = createServer((request, response) => {
      seen.push(request.headers)
      request.resume()
      response.writeHead(500).end()
      if (seen.length === 2) arrived()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    close = () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    }
    sandbox.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const twice = new Promise<void>((resolve) => {
      arrived = resolve
    })
    await sandbox.as('U0MAYA').type('hello', 'D0MAYA')
    await twice
    expect(seen[0]?.['x-slack-retry-num']).toBeUndefined()
    expect(seen[1]).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' })
    await sandbox.as('U0MAYA').type('/team list')
    expect(findMessage(sandbox.as('U0MAYA'), 'dispatch_failed')).toBeDefined()
  })

  it('signs the version, the time and the body', () => {
    close = async () => {}
    const signed = signature('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, 'token=xyzz0WbapA4vBCDEFasx0q6G')
    expect(signed['x-slack-request-timestamp']).toBe('1531420618')
    expect(signed['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/)
  })
})
