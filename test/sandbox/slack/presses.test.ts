import type { App } from '@slack/bolt'
import type { KnownBlock } from '@slack/web-api'
import { findMessage } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import { startTinyApp, type TinyApp } from './tiny-app'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
const options = ['admin', 'member'].map((value) => ({ value, text: plain(`as ${value}`) }))

const card: KnownBlock[] = [
  { type: 'header', text: plain('Request') },
  {
    type: 'section',
    block_id: 'who',
    text: mrkdwn('*<@U0MAYA>* asks, see <https://acme.test/r/1|the request>'),
    fields: [mrkdwn('*Team*\nAlpha'), plain('*as written*')],
    accessory: { type: 'overflow', action_id: 'more', options },
  },
  { type: 'context', elements: [mrkdwn('until <!date^1700000000^{date}|14 November>'), plain('in Alpha')] },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      { type: 'button', action_id: 'approve', value: '01J', text: plain('Approve'), style: 'primary' },
      { type: 'static_select', action_id: 'role', placeholder: plain('Role'), options },
      { type: 'external_select', action_id: 'team', placeholder: plain('Team'), min_query_length: 0 },
      { type: 'users_select', action_id: 'person', placeholder: plain('Person') },
      { type: 'button', action_id: 'open', text: plain('Open'), url: 'https://acme.test/' },
    ],
  },
]

describe('what a person sees of a message and does with it', () => {
  let tiny: TinyApp
  let adam: SlackChatter
  const bodies: Record<string, unknown>[] = []

  beforeEach(async () => {
    bodies.length = 0
    tiny = await startTinyApp((app: App) => {
      app.action(/.*/, async ({ ack, body }) => {
        bodies.push(body as unknown as Record<string, unknown>)
        await ack()
      })
      app.options('team', ({ ack }) => ack({ options: [{ value: '01T', text: plain('Alpha') }] }))
      app.shortcut(/.*/, async ({ ack, body }) => {
        bodies.push(body as unknown as Record<string, unknown>)
        await ack()
      })
    })
    adam = tiny.sandbox.as('U0ADAM')
  })
  afterEach(() => tiny.stop())

  async function post() {
    const { ts = '' } = await tiny.app.client.chat.postMessage({
      channel: 'C0GENERAL',
      text: 'Request',
      blocks: card,
    })
    return ts
  }

  it('reads title, text, fields and context in order, and finds every control', async () => {
    await post()
    const seen = findMessage(adam, 'Request')
    expect(seen?.text.split('\n')).toEqual([
      'Request',
      '@Maya Member asks, see the request',
      'Team',
      'Alpha',
      '*as written*',
      'until 14 November in Alpha',
    ])
    expect(seen?.pings).toEqual(['U0MAYA'])
    expect(seen?.controls.map(({ id, kind, label }) => [id, kind, label])).toEqual([
      ['https://acme.test/r/1', 'link', 'the request'],
      ['more', 'menu', ''],
      ['approve', 'button', 'Approve'],
      ['role', 'menu', 'Role'],
      ['team', 'menu', 'Team'],
      ['person', 'menu', 'Person'],
      ['https://acme.test/', 'link', 'Open'],
    ])
    expect(seen?.controls[3]?.options?.[0]).toEqual({ value: 'admin', label: 'as admin' })
  })

  it('tells the app who pressed what, where', async () => {
    const ts = await post()
    await adam.press(ts, 'approve')
    expect(bodies[0]).toMatchObject({
      type: 'block_actions',
      api_app_id: 'A0ROLECALL',
      team: { id: 'T0ACME001', domain: 'acme' },
      enterprise: null,
      is_enterprise_install: false,
      user: { id: 'U0ADAM', username: 'adam.admin', team_id: 'T0ACME001' },
      container: { type: 'message', message_ts: ts, channel_id: 'C0GENERAL', is_ephemeral: false },
      channel: { id: 'C0GENERAL', name: 'general' },
      message: { ts, user: 'U0ROLECALL', bot_id: 'B0ROLECALL', blocks: expect.any(Array) },
      state: { values: { decide: { role: { type: 'static_select', selected_option: null } } } },
      response_url: expect.stringContaining(tiny.sandbox.origin),
      trigger_id: expect.any(String),
      actions: [
        { action_id: 'approve', block_id: 'decide', type: 'button', value: '01J', text: { text: 'Approve' } },
      ],
    })
  })

  it('sends what was picked in every kind of menu', async () => {
    const ts = await post()
    await adam.press(ts, 'more', 'admin')
    await adam.press(ts, 'role', 'as member')
    await adam.press(ts, 'team', 'Alpha')
    await adam.press(ts, 'person', 'U0MAYA')
    expect(bodies.map((body) => (body.actions as object[])[0])).toMatchObject([
      { type: 'overflow', selected_option: { value: 'admin' } },
      { type: 'static_select', selected_option: { value: 'member' } },
      { type: 'external_select', selected_option: { value: '01T' } },
      { type: 'users_select', selected_user: 'U0MAYA' },
    ])
    expect(bodies[1]).toMatchObject({
      state: { values: { decide: { role: { selected_option: { value: 'member' } } } } },
    })
    await expect(adam.press(ts, 'role', 'owner')).rejects.toThrow('"owner" is not offered')
    expect(await adam.suggestIn(ts, 'team', 'Al')).toEqual([{ value: '01T', label: 'Alpha' }])
  })

  it('keeps private messages from everybody else, and their content from the payload', async () => {
    const { message_ts: ts = '' } = await tiny.app.client.chat.postEphemeral({
      channel: 'C0GENERAL',
      user: 'U0ADAM',
      text: 'Request',
      blocks: card,
    })
    await expect(tiny.sandbox.as('U0MAYA').press(ts, 'approve')).rejects.toThrow('sees no message')
    await adam.press(ts, 'approve')
    expect(bodies[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: ts } })
    expect(bodies[0]?.message).toBeUndefined()
  })

  it('presses controls of the Home tab', async () => {
    await tiny.app.client.views.publish({ user_id: 'U0ADAM', view: { type: 'home', blocks: card } })
    const home = adam.home()
    expect(home?.text).toContain('@Maya Member asks')
    await adam.press(home?.id ?? '', 'approve')
    expect(bodies[0]).toMatchObject({
      container: { type: 'view', view_id: home?.id },
      view: { type: 'home' },
    })
    expect(bodies[0]?.response_url).toBeUndefined()
  })

  it('runs shortcuts, alone and on a message', async () => {
    await adam.shortcut('open-rolecall')
    await adam.shortcut('ask-about', await post())
    expect(bodies).toMatchObject([
      { type: 'shortcut', callback_id: 'open-rolecall', trigger_id: expect.any(String) },
      { type: 'message_action', callback_id: 'ask-about', message: { text: 'Request' } },
    ])
  })
})
