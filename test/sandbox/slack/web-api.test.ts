import { LogLevel, WebClient } from '@slack/web-api'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import { type SlackSandbox, startSlackSandbox } from '../../../sandbox/slack'

describe('the Web API', () => {
  let sandbox: SlackSandbox
  let clock: SandboxClock
  let client: WebClient

  const connect = (token: string) =>
    new WebClient(token, {
      slackApiUrl: sandbox.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    })

  beforeEach(async () => {
    clock = createSandboxClock()
    sandbox = await startSlackSandbox({ clock, commands: [] })
    client = connect(sandbox.botToken)
  })
  afterEach(() => sandbox.close())

  it('says who the token belongs to', async () => {
    expect(await client.auth.test()).toMatchObject({ team_id: 'T0ACME001', user_id: 'U0ROLECALL' })
  })

  it.each([
    ['unknown_method', () => client.apiCall('chat.shout')],
    ['invalid_auth', () => connect('xoxb-wrong').auth.test()],
    ['not_authed', () => new WebClient(undefined, { slackApiUrl: sandbox.apiUrl }).auth.test()],
    ['not_allowed_token_type', () => client.apps.connections.open({})],
    ['channel_not_found', () => client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })],
    ['not_in_channel', () => client.chat.postMessage({ channel: 'C0PROJECTS', text: 'x' })],
    ['no_text', () => client.apiCall('chat.postMessage', { channel: 'C0GENERAL' })],
    ['cannot_dm_bot', () => client.conversations.open({ users: 'U0ROLECALL' })],
    ['user_not_found', () => client.users.info({ user: 'U0NOBODY' })],
    ['users_not_found', () => client.users.lookupByEmail({ email: 'no@acme.test' })],
    ['users_list_not_supplied', () => client.apiCall('conversations.open')],
    ['message_not_found', () => client.chat.update({ channel: 'C0GENERAL', ts: '1.2', text: 'x' })],
    [
      'user_not_in_channel',
      () => client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0CONNIE', text: 'x' }),
    ],
  ])('answers %s as Slack documents', async (code, call) => {
    await expect(call()).rejects.toMatchObject({ data: { ok: false, error: code } })
  })

  it('names the scope that is missing', async () => {
    await sandbox.close()
    sandbox = await startSlackSandbox({ clock, commands: [], scopes: ['users:read'] })
    client = connect(sandbox.botToken)
    await expect(client.chat.postMessage({ channel: 'C0GENERAL', text: 'x' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write', provided: 'users:read' },
    })
    const { user } = await client.users.info({ user: 'U0MAYA' })
    expect(user?.profile?.email).toBeUndefined()
  })

  it('knows addresses, guests, strangers, zones and languages', async () => {
    const maya = await client.users.info({ user: 'U0MAYA', include_locale: true })
    expect(maya.user).toMatchObject({
      is_email_confirmed: true,
      is_restricted: false,
      tz: 'Europe/Berlin',
      locale: 'de',
      profile: { email: 'maya@builders.test' },
    })
    expect([3_600, 7_200]).toContain(maya.user?.tz_offset)
    expect((await client.users.info({ user: 'U0SAM' })).user).toMatchObject({ is_email_confirmed: false })
    expect((await client.users.info({ user: 'U0GUS' })).user).toMatchObject({ is_restricted: true })
    expect((await client.users.info({ user: 'U0OLIVIA' })).user).toMatchObject({ is_owner: true })
    const connie = await client.users.info({ user: 'U0CONNIE' })
    expect(connie.user).toMatchObject({ is_stranger: true, team_id: 'T0PARTNER1' })
    expect(connie.user?.profile?.email).toBeUndefined()
  })

  it('lets a burst into a channel, then one message a second (B11)', async () => {
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' })
    for (let sent = 0; sent < 5; sent++) await post('C0GENERAL')
    await expect(post('C0GENERAL')).rejects.toMatchObject({ retryAfter: 1 })
    await post('D0MAYA')
    clock.advance(1_000)
    await post('C0GENERAL')
    expect(sandbox.calls.filter((call) => call.status === 429)).toHaveLength(1)
  })

  it('limits each method by its tier', async () => {
    for (let call = 0; call < 20; call++) await client.users.list({})
    await expect(client.users.list({})).rejects.toMatchObject({ retryAfter: 3 })
  })

  it('keeps the blocks that an update does not mention', async () => {
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'kept' } }]
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'a', blocks })
    await client.chat.update({ channel: 'C0GENERAL', ts, text: 'b' })
    const seen = sandbox.as('U0MAYA').channels()[0]?.messages.at(-1)
    expect(seen).toMatchObject({ id: ts, text: 'kept', edited: true })
    await client.chat.update({ channel: 'C0GENERAL', ts, text: 'b', blocks: [] })
    expect(sandbox.as('U0MAYA').channels()[0]?.messages.at(-1)?.text).toBe('b')
  })

  it('shows history without what was private', async () => {
    await client.chat.postMessage({ channel: 'C0GENERAL', text: 'for all' })
    await client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0MAYA', text: 'for Maya' })
    const { messages } = await client.conversations.history({ channel: 'C0GENERAL' })
    expect(messages?.map((message) => message.text)).toEqual(['for all'])
  })

  it('reacts to a message once', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'x' })
    const add = () => client.reactions.add({ channel: 'C0GENERAL', timestamp: ts, name: 'eyes' })
    await add()
    await expect(add()).rejects.toMatchObject({ data: { error: 'already_reacted' } })
    const { messages } = await client.conversations.history({ channel: 'C0GENERAL' })
    expect(messages?.[0]?.reactions).toEqual([{ name: 'eyes', users: ['U0ROLECALL'], count: 1 }])
  })

  it('records whom the bot pings, from what is shown only', async () => {
    const shown = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }]
    await client.chat.postMessage({ channel: 'C0GENERAL', text: '<!channel>', blocks: shown('quiet') })
    await client.chat.postMessage({ channel: 'C0GENERAL', text: 'x', blocks: shown('<@U0MAYA> <!here>') })
    expect(sandbox.pinged()).toEqual(['U0MAYA', 'here'])
  })

  it('refuses direct messages to people who are blocked or gone (B12)', async () => {
    sandbox.faults.blockDirectMessages('U0MAYA')
    await sandbox.changeUser('U0ADAM', { deactivated: true })
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' })
    await expect(post('U0MAYA')).rejects.toMatchObject({ data: { error: 'cannot_dm_bot' } })
    await expect(post('D0ADAM')).rejects.toMatchObject({ data: { error: 'user_disabled' } })
  })

  it('fails as often as a test asked for', async () => {
    sandbox.faults.failNext('auth.test', 1, { http: 500 })
    await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 500 })
    sandbox.faults.failNext('auth.test', 1, { http: 429, retryAfterSeconds: 7 })
    await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 7 })
    sandbox.faults.failNext('auth.test', 1, { error: 'account_inactive' })
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } })
    expect(await client.auth.test()).toMatchObject({ ok: true })
    sandbox.faults.goDown(60_000)
    await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 })
    clock.advance(60_000)
    expect(await client.auth.test()).toMatchObject({ ok: true })
  })
})
