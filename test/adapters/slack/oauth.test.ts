import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFixedToken, createSlackOAuth, slackManifest } from '../../../adapters/slack'
import { createSandboxClock } from '../../../sandbox/clock'
import { otherTeamId, type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'
import { world } from '../../../sandbox/world'
import { createRegistry } from '../../../src/chat'

const clock = createSandboxClock()
const logged: string[] = []
const keep = (data: object, message: string) => void logged.push(JSON.stringify({ data, message }))
const log = { info: keep, warn: keep, error: keep }
const redirectUrl = 'http://127.0.0.1:1/slack/oauth_redirect'
let sandbox: SlackSandbox

beforeAll(async () => {
  sandbox = await startSlackSandbox({ clock, commands: [] })
})
afterAll(() => sandbox.close())

const create = (more: { apiUrl?: string; clientSecret?: string } = {}) => {
  const { clientId, clientSecret, apiUrl } = sandbox
  return createSlackOAuth({ clientId, clientSecret, redirectUrl, apiUrl, clock, log, ...more })
}

test('Slack is asked for the scopes of the manifest, and for the way back with the state', () => {
  const page = new URL(create().authorizeUrl('s'))
  expect(page.origin + page.pathname).toBe(`${sandbox.origin}/oauth/v2/authorize`)
  const { oauth_config } = slackManifest(createRegistry([])) as {
    oauth_config: { scopes: { bot: string[] } }
  }
  expect(Object.fromEntries(page.searchParams)).toEqual({
    client_id: sandbox.clientId,
    scope: oauth_config.scopes.bot.join(','),
    redirect_uri: redirectUrl,
    state: 's',
  })
  const real = createSlackOAuth({ clientId: '1.2', clientSecret: 'x', redirectUrl, clock, log })
  expect(real.authorizeUrl('s')).toMatch(/^https:\/\/slack\.com\/oauth\/v2\/authorize\?/)
})

test('a code becomes the workspace, its token and a reader of its people', async () => {
  const installed = await create().exchange(sandbox.mintCode('U0MAYA', otherTeamId))
  expect(installed).toMatchObject({
    tenant: otherTeamId,
    name: 'Other',
    botToken: sandbox.install(otherTeamId),
    installerUserId: 'U0MAYA',
  })
  const maya = { platform: 'slack', tenant: otherTeamId, userId: 'U0MAYA' } as const
  expect(await installed?.profiles.profile(maya)).toMatchObject({ confirmedEmail: 'maya@other.test' })
})

test('a code that is made up or used before is nothing', async () => {
  const code = sandbox.mintCode('U0OLIVIA')
  expect(await create().exchange(code)).not.toBeNull()
  for (const over of [code, 'made-up', '']) expect(await create().exchange(over)).toBeNull()
})

test('what else goes wrong is thrown, without the client secret', async () => {
  const clientSecret = 'not-the-right-secret'
  const failures = await Promise.all(
    [create({ clientSecret }), create({ clientSecret, apiUrl: 'http://127.0.0.1:1/api/' })].map((oauth) =>
      oauth.exchange('code').catch((error: Error) => error),
    ),
  )
  expect(failures).toMatchObject([
    { message: 'Slack bad_client_secret' },
    { message: 'Slack is out of reach' },
  ])
  expect(JSON.stringify(failures.map((error) => ({ ...error }))) + logged.join('')).not.toContain(
    clientSecret,
  )
})

test('installed for an organisation, the enterprise is the tenant (B16)', async () => {
  const granted = {
    ok: true,
    access_token: 'xoxb-org',
    token_type: 'bot',
    team: null,
    enterprise: { id: 'E0ACME', name: 'Acme Group' },
    is_enterprise_install: true,
    authed_user: { id: 'U0OLIVIA' },
  }
  const server = await answering(granted)
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  const installed = await create({ apiUrl }).exchange('code')
  server.close()
  expect(installed).toMatchObject({ tenant: 'E0ACME', name: 'Acme Group', botToken: 'xoxb-org' })
})

describe('a configured token', () => {
  const fixed = () => createFixedToken({ botToken: sandbox.botToken, apiUrl: sandbox.apiUrl, clock, log })

  test('opens its own workspace and no other (R21)', async () => {
    const token = fixed()
    expect(await token.tokenFor(world.slack.teamId)).toBe(sandbox.botToken)
    expect(await token.tokenFor(otherTeamId)).toBeNull()
  })

  test('is asked about once, and again when Slack was out of reach', async () => {
    const token = fixed()
    sandbox.faults.goDown()
    await expect(token.tenant()).rejects.toThrow()
    sandbox.faults.clear()
    const before = sandbox.calls.length
    expect([await token.tenant(), await token.tenant()]).toEqual([world.slack.teamId, world.slack.teamId])
    expect(sandbox.calls.slice(before).map(({ method }) => method)).toEqual(['auth.test'])
  })
})

/** A server that answers everything with this JSON. */
async function answering(body: object): Promise<Server> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
