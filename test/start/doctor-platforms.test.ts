import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpReceiver } from '../../adapters/slack/http-receiver'
import { scopes } from '../../adapters/slack/register'
import { createSandboxClock } from '../../sandbox/clock'
import { startDiscordSandbox } from '../../sandbox/discord'
import { startSlackSandbox } from '../../sandbox/slack'
import { freePort } from '../../src/db/cluster'
import { checkDiscord } from '../../src/doctor/discord'
import { checkSlack } from '../../src/doctor/slack'
import { examine } from './instruments'

const clock = createSandboxClock()

const SECRET = 'signing-secret-0123456789'

/** The product's own receiver answers. */
const rolecall = (): [number, string] => [404, '']

const lookAtSlack = (apiUrl: string, token = 'xoxb-1-2-a', appToken = 'xapp-1-A1-2-a') =>
  examine(checkSlack, { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl })

const lookAtDiscord = (apiUrl: string, token = 'a.b.c') =>
  examine(checkDiscord, { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: apiUrl })

describe('Slack', () => {
  let server: Server

  afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))))

  /** Says yes to every token, with these scopes. */
  async function startSlack(granted: readonly string[]): Promise<string> {
    server = createServer((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'x-oauth-scopes': granted.join(','),
        connection: 'close',
      })
      response.end(JSON.stringify({ ok: true, user: 'rolecall', team: 'Acme' }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  }

  test('an app with all scopes of the manifest is well', async () => {
    expect(await lookAtSlack(await startSlack(scopes))).toBe(
      'rolecall in Acme, with every scope; commands and buttons come by Socket Mode',
    )
  })

  test('scopes that an app of an earlier version lacks are named, with the way to get them', async () => {
    const granted = scopes.filter((scope) => scope !== 'files:read' && scope !== 'channels:history')
    expect(await lookAtSlack(await startSlack(granted))).toBe(
      'WRONG the app lacks channels:history, files:read: paste the manifest of `npx rolecall register` at Features, App Manifest, and install the app again',
    )
  })

  test('a token that Slack knows is well, one that it does not know is refused', async () => {
    const slack = await startSlackSandbox({ clock, commands: [] })
    expect(await lookAtSlack(slack.apiUrl, slack.botToken, slack.appToken)).toMatch(
      /^rolecall in .*; commands and buttons come by Socket Mode$/,
    )
    expect(await lookAtSlack(slack.apiUrl, slack.botToken)).toMatch(
      /^WRONG SLACK_APP_TOKEN opens no connection \(invalid_auth\): it needs connections:write/,
    )
    expect(await lookAtSlack(slack.apiUrl)).toBe(
      'WRONG SLACK_BOT_TOKEN is refused (invalid_auth): copy it anew from Install App',
    )
    await slack.close()
  })

  /** Over HTTP: Slack says yes, and at the public address answers what `answer` says. */
  async function lookOverHttp(answer: (body: string) => [status: number, body: string], secret = SECRET) {
    const apiUrl = await startSlack(scopes)
    const handle = createHttpReceiver({
      signingSecret: SECRET,
      now: () => Date.now(),
      busy: () => false,
    }).handle
    const other = createServer((request, response) => {
      if (request.url === '/slack/events') return handle(request, response)
      const [status, body] = answer('')
      response.writeHead(status, { connection: 'close' }).end(body)
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const path = answer === rolecall ? '' : '/elsewhere'
    const PUBLIC_URL = `http://127.0.0.1:${(other.address() as AddressInfo).port}${path}`
    const variables = {
      SLACK_BOT_TOKEN: 'xoxb-1-2-a',
      SLACK_API_URL: apiUrl,
      SLACK_SIGNING_SECRET: secret,
      PUBLIC_URL,
    }
    const line = await examine(checkSlack, variables)
    other.closeAllConnections()
    await new Promise((resolve) => other.close(resolve))
    return line
  }

  test('over HTTP a signed request must come back answered by Rolecall', async () => {
    expect(await lookOverHttp(rolecall)).toMatch(
      /with every scope; signed requests are answered at http:\S+\/slack\/events/,
    )
    expect(await lookOverHttp(rolecall, 'another-secret-0123')).toMatch(
      /^WRONG http:\S+ takes no request signed with SLACK_SIGNING_SECRET: does `rolecall web` run with the same/,
    )
    expect(await lookOverHttp(() => [404, 'nothing here'])).toMatch(
      /^WRONG http:\S+ answers 404, but not as Rolecall does/,
    )
  })

  test('an address where nothing answers yet is no fault, for Rolecall may not run yet', async () => {
    const apiUrl = await startSlack(scopes)
    const PUBLIC_URL = `http://127.0.0.1:${await freePort()}`
    const variables = {
      SLACK_BOT_TOKEN: 'xoxb-1-2-a',
      SLACK_API_URL: apiUrl,
      SLACK_SIGNING_SECRET: SECRET,
      PUBLIC_URL,
    }
    expect(await examine(checkSlack, variables)).toContain(
      `; nothing answers at ${PUBLIC_URL}/slack/events yet: start`,
    )
  })

  test('a Slack that cannot be reached is told by its address', async () => {
    const host = `127.0.0.1:${await freePort()}`
    expect(await lookAtSlack(`http://${host}/api/`)).toBe(
      `WRONG ${host} cannot be reached (ECONNREFUSED): may this machine go there?`,
    )
  })
})

describe('Discord', () => {
  test.each([
    [['messageContent', 'members'] as const, /, which reads follow-ups in threads$/],
    [
      ['messageContent'] as const,
      /, which reads follow-ups in threads; without the Server Members Intent \(.*\) it cannot mirror roles$/,
    ],
    [
      [],
      /, without the Message Content Intent: in a server people mention the bot at every follow-up, until/,
    ],
  ])('with the intents %j people are told how follow-ups are asked', async (privilegedIntents, remark) => {
    const discord = await startDiscordSandbox({ clock, privilegedIntents: [...privilegedIntents] })
    expect(await lookAtDiscord(discord.apiUrl, discord.botToken)).toMatch(remark)
    await discord.close()
  })

  test('a token that Discord does not know is refused', async () => {
    const discord = await startDiscordSandbox({ clock })
    expect(await lookAtDiscord(discord.apiUrl)).toBe(
      'WRONG DISCORD_BOT_TOKEN is refused (401: Unauthorized): make a new one at Bot, Reset Token',
    )
    await discord.close()
  })

  test('interactions that go to another address than the gateway are told', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' })
      response.end(
        JSON.stringify({ id: '1', name: 'Rolecall', interactions_endpoint_url: 'https://old.example' }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
    expect(await lookAtDiscord(apiUrl)).toMatch(
      /^WRONG its interactions go to another address.*: empty the Interactions Endpoint URL/,
    )
    await new Promise((resolve) => server.close(resolve))
  })

  test('a Discord that cannot be reached is told by its address', async () => {
    const host = `127.0.0.1:${await freePort()}`
    expect(await lookAtDiscord(`http://${host}/api`)).toBe(
      `WRONG ${host} cannot be reached (ECONNREFUSED): may this machine go there?`,
    )
  })

  test('a server that is no Discord is told', async () => {
    const server = createServer((_request, response) => response.end('<h1>Welcome to nginx!</h1>'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await lookAtDiscord(`http://${host}/api`)).toBe(
      `WRONG ${host} answers 200 and something else than JSON: is it that platform?`,
    )
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
