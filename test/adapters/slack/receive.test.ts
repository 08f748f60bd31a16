import type { BlockAction, SlashCommand } from '@slack/bolt'
import { readTyped, receiveCommand, receivePress } from '../../../adapters/slack/receive'
import { type EventBody, receiveDisconnection, receiveEvent } from '../../../adapters/slack/receive-event'
import { contractRegistry } from '../contract-views'

function command(slash: string, text: string, more: Partial<SlashCommand> = {}) {
  const body: SlashCommand = {
    token: '',
    command: slash,
    text,
    response_url: 'http://127.0.0.1/respond',
    trigger_id: '1.2.3',
    user_id: 'U1',
    user_name: 'ann',
    team_id: 'T1',
    team_domain: 'acme',
    channel_id: 'C1',
    channel_name: 'general',
    api_app_id: 'A1',
    ...more,
  }
  return receiveCommand(body, contractRegistry)
}

describe('receiveCommand', () => {
  it.each([
    ['/team', 'invite ann@acme.test admin', 'team invite', 'ann@acme.test admin'],
    ['/team', '  INVITE   ann', 'team invite', 'ann'],
    ['/team', 'invite', 'team invite', ''],
    ['/team', '', 'team', ''],
    ['/team', 'invent ann', 'team', 'invent ann'],
    ['/invitation', 'accept CODE', 'invite accept', 'CODE'],
    ['/invite', 'accept CODE', 'invite accept', 'CODE'],
  ])('reads %s %s as %s with the line "%s"', (slash, typed, name, line) => {
    expect(command(slash, typed).interaction.happening).toEqual({
      kind: 'command',
      command: name,
      words: { line },
    })
  })

  it('names a happening by tenant and trigger (B2)', () => {
    expect(command('/team', '').interaction.key).toBe('T1:1.2.3')
  })

  it('keys by the enterprise where the app is installed for all of it (B16)', () => {
    const { interaction, tenant } = command('/team', '', {
      enterprise_id: 'E1',
      is_enterprise_install: 'true',
    })
    expect([tenant, interaction.place.tenant, interaction.sender.tenant]).toEqual(['E1', 'E1', 'E1'])
  })

  it('keys by the team where one team of an enterprise has installed it (B16)', () => {
    const received = command('/team', '', { enterprise_id: 'E1', is_enterprise_install: 'false' })
    expect(received.tenant).toBe('T1')
  })

  it('knows a private channel by its id', () => {
    expect(command('/team', '', { channel_id: 'D1' }).interaction.place.direct).toBe(true)
  })
})

describe('readTyped', () => {
  it('takes Slack’s markup off addresses and links, and keeps mentions', () => {
    expect(
      readTyped('<mailto:ann@acme.test|ann@acme.test> <@U1|bob> <https://x.test/a?b=1&amp;c|x.test>'),
    ).toBe('ann@acme.test <@U1|bob> https://x.test/a?b=1&c')
  })

  it('reads entities once', () => {
    expect(readTyped('a &lt;b&gt; &amp;lt;')).toBe('a <b> &lt;')
  })
})

describe('receivePress', () => {
  const body = (action: object): BlockAction => ({
    type: 'block_actions',
    actions: [{ action_id: 'a', block_id: 'b', action_ts: '9.1', ...action } as BlockAction['actions'][0]],
    team: { id: 'T1', domain: 'acme' },
    user: { id: 'U1', username: 'ann', team_id: 'T2' },
    channel: { id: 'C1', name: 'general' },
    message: { type: 'message', ts: '5.5' },
    container: { type: 'message', message_ts: '5.5', channel_id: 'C1' },
    token: '',
    trigger_id: '1.2',
    response_url: 'http://127.0.0.1/respond',
    api_app_id: 'A1',
  })

  it('names a click by message, action, time and person (B2)', () => {
    const pressed = receivePress(body({ type: 'button', value: 'invites.accept:01J' }))
    expect(pressed?.interaction.key).toBe('T1:C1:5.5:a:9.1:U1')
  })

  it('knows a stranger by their own team, and answers through the installed one (B16)', () => {
    const pressed = receivePress(body({ type: 'button', value: 'invites.accept:01J' }))
    expect(pressed?.interaction.sender).toMatchObject({ tenant: 'T2', stranger: true })
    expect(pressed?.tenant).toBe('T1')
  })

  it('has nothing to do for a link', () => {
    expect(receivePress(body({ type: 'button', url: 'https://x.test' }))).toBeNull()
  })
})

describe('receiveEvent', () => {
  const body = (event: Partial<EventBody['event']>, more: Partial<EventBody> = {}): EventBody => ({
    team_id: 'T1',
    authorizations: [{ team_id: 'T1', enterprise_id: null, user_id: 'UBOT' }],
    event: {
      type: 'message',
      channel_type: 'im',
      channel: 'D1',
      user: 'U1',
      text: 'hi',
      ts: '7.7',
      ...event,
    },
    ...more,
  })
  const mention = { type: 'app_mention', channel: 'C1', text: '<@UBOT> who is in &lt;Alpha&gt;?' }

  it('reads a mention without the bot’s own name', () => {
    expect(receiveEvent(body(mention))?.interaction).toMatchObject({
      key: 'T1:C1:7.7',
      happening: { kind: 'message', text: 'who is in <Alpha>?' },
      place: { channelId: 'C1', direct: false, shared: false },
    })
  })

  it('knows a shared channel and the stranger in it (B16)', () => {
    const received = receiveEvent(body({ ...mention, user_team: 'T9' }, { is_ext_shared_channel: true }))
    expect(received?.interaction).toMatchObject({
      sender: { tenant: 'T9', stranger: true },
      place: { tenant: 'T1', shared: true },
    })
  })

  const inThread = { channel_type: 'channel', channel: 'C1', thread_ts: '5.5' }

  it('hears what is said in a thread without a mention, as nothing that was said to it (B9)', () => {
    expect(receiveEvent(body(inThread))?.interaction).toMatchObject({
      happening: { kind: 'message', id: '7.7', text: 'hi', addressed: false },
      place: { channelId: 'C1', threadId: '5.5', direct: false },
    })
  })

  it('takes a mention once, though Slack tells of it as a message as well', () => {
    expect(receiveEvent(body({ ...inThread, text: 'well, <@UBOT>?' }))).toBeNull()
    const mentioned = receiveEvent(body({ ...mention, thread_ts: '5.5' }))
    expect(mentioned?.interaction.happening).toMatchObject({ id: '7.7', addressed: true })
  })

  it('hands over what is attached, also where Slack tells no more than its id', () => {
    const files = [{ id: 'F1', name: 'leave.pdf', size: 12 }, { id: 'F2' }]
    expect(receiveEvent(body({ subtype: 'file_share', files }))?.interaction.files).toEqual([
      {
        id: 'F1',
        name: 'leave.pdf',
        sizeBytes: 12,
        source: { platform: 'slack', tenant: 'T1', address: 'F1' },
      },
      { id: 'F2', name: 'F2', sizeBytes: 0, source: { platform: 'slack', tenant: 'T1', address: 'F2' } },
    ])
  })

  it.each([
    ['a bot', { bot_id: 'B1' }],
    ['a workflow', { subtype: 'bot_message', user: undefined }],
    ['Slackbot', { user: 'USLACKBOT' }],
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion in a thread', { subtype: 'message_deleted', channel_type: 'channel', thread_ts: '5.5' }],
    ['a bot in a thread', { bot_id: 'B1', channel_type: 'channel', thread_ts: '5.5' }],
    ['a message in a channel that mentions nobody', { channel_type: 'channel' }],
    ['the Messages tab', { type: 'app_home_opened', tab: 'messages' }],
  ])('ignores %s (B18)', (_, event) => {
    expect(receiveEvent(body(event as Partial<EventBody['event']>))).toBeNull()
  })

  it('reports a removed app and a revoked bot token, not a person’s token (B15)', () => {
    expect(receiveDisconnection(body({ type: 'app_uninstalled' }))).toEqual({
      tenant: 'T1',
      why: 'uninstalled',
    })
    const revoked = (tokens: object) => receiveDisconnection(body({ type: 'tokens_revoked', tokens }))
    expect(revoked({ bot: ['UBOT'] })).toEqual({ tenant: 'T1', why: 'tokensRevoked' })
    expect(revoked({ oauth: ['U1'], bot: [] })).toBeNull()
  })
})
