import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { scopes } from '../../adapters/slack/register'
import { createSandboxClock } from '../../sandbox/clock'
import { startDiscordSandbox } from '../../sandbox/discord'
import { startSlackSandbox } from '../../sandbox/slack'
import { freePort } from '../../src/db/cluster'
import { checkDiscord } from '../../src/doctor/discord'
import { checkSlack } from '../../src/doctor/slack'
import { examine } from './instruments'

const clock = createSandboxClock()

const lookAtSlack = (apiUrl: string, token = 'xoxb-1-2-a') =>
  examine(checkSlack, { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: 'xapp-1-A1-2-a', SLACK_API_URL: apiUrl })

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
    expect(await lookAtSlack(await startSlack(scopes))).toBe('rolecall in Acme, with every scope')
  })

  test('scopes that an app of an earlier version lacks are named, with the way to get them', async () => {
    const granted = scopes.filter((scope) => scope !== 'files:read' && scope !== 'channels:history')
    expect(await lookAtSlack(await startSlack(granted))).toBe(
      'WRONG the app lacks channels:history, files:read: paste the manifest of `npx rolecall register` at Features, App Manifest, and install the app again',
    )
  })

  test('a token that Slack knows is well, one that it does not know is refused', async () => {
    const slack = await startSlackSandbox({ clock, commands: [] })
    expect(await lookAtSlack(slack.apiUrl, slack.botToken)).toMatch(/^rolecall in /)
    expect(await lookAtSlack(slack.apiUrl)).toBe(
      'WRONG SLACK_BOT_TOKEN is refused (invalid_auth): copy it anew from Install App',
    )
    await slack.close()
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
