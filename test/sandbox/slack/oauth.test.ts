import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { WebClient } from '@slack/web-api'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import { builtInCommands, otherTeamId, type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'

describe('installing the app', () => {
  let sandbox: SlackSandbox
  let clock: SandboxClock
  let client: WebClient

  beforeEach(async () => {
    clock = createSandboxClock()
    sandbox = await startSlackSandbox({ clock, commands: [] })
    client = new WebClient(undefined, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } })
  })
  afterEach(() => sandbox.close())

  const access = (code: string, client_secret = sandbox.clientSecret) =>
    client.oauth.v2.access({ code, client_id: sandbox.clientId, client_secret })

  it('gives a workspace its own token', async () => {
    const granted = await access(sandbox.mintCode('U0OLIVIA', otherTeamId))
    expect(granted).toMatchObject({
      token_type: 'bot',
      team: { id: otherTeamId, name: 'Other' },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: 'U0OLIVIA' },
      bot_user_id: 'U0ROLECALL',
    })
    const other = new WebClient(granted.access_token, { slackApiUrl: sandbox.apiUrl })
    expect(await other.auth.test()).toMatchObject({ team_id: otherTeamId })
    const { user } = await other.users.info({ user: 'U0OLIVIA' })
    expect(user?.profile?.email).toBe('olivia@other.test')
  })

  it('accepts a code once, within ten minutes, from who knows the secret', async () => {
    const refusal = (code: string) => ({ data: { error: code } })
    const code = sandbox.mintCode('U0OLIVIA')
    await expect(access(code, 'wrong')).rejects.toMatchObject(refusal('bad_client_secret'))
    await access(code)
    await expect(access(code)).rejects.toMatchObject(refusal('code_already_used'))
    await expect(access('made-up')).rejects.toMatchObject(refusal('invalid_code'))
    const old = sandbox.mintCode('U0OLIVIA')
    clock.advance(10 * 60_000 + 1)
    await expect(access(old)).rejects.toMatchObject(refusal('invalid_code'))
  })

  it('leads through the page back to the app, with the state it gave', async () => {
    const page = new URL('/oauth/v2/authorize', sandbox.origin)
    page.searchParams.set('client_id', sandbox.clientId)
    page.searchParams.set('redirect_uri', 'http://127.0.0.1:1/slack/oauth')
    page.searchParams.set('state', 'abc')
    const html = await (await fetch(page)).text()
    expect(html).toContain('Allow as Olivia Owner in Acme')
    page.searchParams.set('user', 'U0OLIVIA')
    const { status, headers } = await fetch(page, { redirect: 'manual' })
    const back = new URL(headers.get('location') ?? '')
    expect([status, back.pathname, back.searchParams.get('state')]).toEqual([302, '/slack/oauth', 'abc'])
    const code = back.searchParams.get('code') ?? ''
    await expect(access(code)).rejects.toMatchObject({ data: { error: 'bad_redirect_uri' } })
  })

  it('signs people in with their confirmed address and a token that can be checked', async () => {
    const code = sandbox.mintCode('U0MAYA')
    const granted = await client.openid.connect.token({
      code,
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
    })
    const [header = '', claims = '', proof = ''] = granted.id_token?.split('.') ?? []
    const { keys } = (await (await fetch(`${sandbox.origin}/openid/connect/keys`)).json()) as {
      keys: JsonWebKey[]
    }
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' })
    const signed = Buffer.from(`${header}.${claims}`)
    expect(verify('RSA-SHA256', signed, key, Buffer.from(proof, 'base64url'))).toBe(true)
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: 'https://slack.com',
      aud: sandbox.clientId,
      sub: 'U0MAYA',
      email: 'maya@builders.test',
      email_verified: true,
    })
    const person = new WebClient(granted.access_token, { slackApiUrl: sandbox.apiUrl })
    expect(await person.openid.connect.userInfo()).toMatchObject({ sub: 'U0MAYA', name: 'Maya Member' })
    await expect(
      new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl }).openid.connect.userInfo(),
    ).rejects.toMatchObject({ data: { error: 'invalid_auth' } })
  })

  it('ends with auth.revoke, and can be done again', async () => {
    const bot = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl })
    expect(await bot.auth.revoke()).toMatchObject({ revoked: true })
    await expect(bot.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } })
    const again = await access(sandbox.mintCode('U0OLIVIA'))
    expect(again.access_token).not.toBe(sandbox.botToken)
  })

  it('is refused for commands that Slack keeps for itself', async () => {
    expect(builtInCommands.has('invite')).toBe(true)
    await expect(
      startSlackSandbox({ clock, commands: [{ name: 'invite', description: 'Invitations' }] }),
    ).rejects.toThrow('/invite')
  })
})
