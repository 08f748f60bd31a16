import type { App } from '@slack/bolt'
import { findMessage } from '../../../sandbox/driver'
import { otherTeamId } from '../../../sandbox/slack'
import { startTinyApp, type TinyApp } from './tiny-app'

interface Received {
  team_id: string
  context_team_id: string
  is_ext_shared_channel: boolean
  authorizations: { team_id: string; is_bot: boolean }[]
  event: Record<string, unknown> & { type: string }
}

describe('events', () => {
  let tiny: TinyApp
  const received: Received[] = []
  const types = () => received.map(({ event }) => [event.type, event.subtype].filter(Boolean).join('.'))

  beforeEach(async () => {
    received.length = 0
    tiny = await startTinyApp((app: App) => {
      app.use(async ({ body, ack, next }) => {
        received.push(body as unknown as Received)
        await (ack as (() => Promise<void>) | undefined)?.()
        await next()
      })
    })
  })
  afterEach(() => tiny.stop())

  it('carry everything that says whose they are', async () => {
    await tiny.sandbox.as('U0MAYA').type('hello & <hi>', 'D0MAYA')
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({
      token: expect.any(String),
      api_app_id: 'A0ROLECALL',
      team_id: 'T0ACME001',
      enterprise_id: null,
      context_team_id: 'T0ACME001',
      type: 'event_callback',
      event_id: expect.stringMatching(/^Ev/),
      event_time: expect.any(Number),
      event_context: expect.any(String),
      is_ext_shared_channel: false,
      authorizations: [{ enterprise_id: null, team_id: 'T0ACME001', user_id: 'U0ROLECALL', is_bot: true }],
      event: {
        type: 'message',
        channel_type: 'im',
        channel: 'D0MAYA',
        user: 'U0MAYA',
        text: 'hello &amp; &lt;hi&gt;',
        team: 'T0ACME001',
        blocks: [{ type: 'rich_text' }],
      },
    })
  })

  it('tell of mentions besides the message, of edits and of deletions', async () => {
    const maya = tiny.sandbox.as('U0MAYA')
    await maya.type('@Rolecall hello', 'C0GENERAL')
    expect(types().sort()).toEqual(['app_mention', 'message'])
    received.length = 0
    const sent = findMessage(maya, 'hello')
    await maya.edit(sent?.id ?? '', 'good-bye')
    await maya.remove(sent?.id ?? '')
    expect(types()).toEqual(['message.message_changed', 'message.message_deleted'])
    expect(received[0]?.event).toMatchObject({
      message: { text: 'good-bye' },
      previous_message: { text: '<@U0ROLECALL> hello' },
    })
    expect(received[1]?.event).toMatchObject({ deleted_ts: sent?.id, hidden: true })
  })

  it('leave out channels that the bot is not in, until somebody invites it', async () => {
    const connie = tiny.sandbox.as('U0CONNIE')
    await connie.type('hello', 'C0PROJECTS')
    expect(received).toEqual([])
    await tiny.sandbox.as('U0OLIVIA').type('/invite @Rolecall', 'C0PROJECTS')
    await connie.type('hello', 'C0PROJECTS')
    expect(types()).toEqual(['member_joined_channel', 'message'])
    expect(received[1]).toMatchObject({
      is_ext_shared_channel: true,
      event: { user_team: 'T0PARTNER1', source_team: 'T0PARTNER1' },
    })
  })

  it('show the last published Home tab to whoever opens it', async () => {
    const maya = tiny.sandbox.as('U0MAYA')
    await maya.openHome()
    expect(received[0]?.event).toMatchObject({ type: 'app_home_opened', tab: 'home', user: 'U0MAYA' })
    expect(received[0]?.event.view).toBeUndefined()
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'What waits for you' } }] as const
    await tiny.app.client.views.publish({ user_id: 'U0MAYA', view: { type: 'home', blocks: [...blocks] } })
    expect(maya.home()?.text).toBe('What waits for you')
    expect(tiny.sandbox.as('U0ADAM').home()).toBeUndefined()
    await maya.openHome()
    expect(received[1]?.event.view).toMatchObject({ type: 'home', id: maya.home()?.id })
  })

  it('tell of people who join, change and enter channels', async () => {
    await tiny.sandbox.addUser({ id: 'U0NINA', name: 'Nina New', email: 'nina@acme.test', confirmed: true })
    await tiny.sandbox.changeUser('U0NINA', { email: 'nina@new.test' })
    await tiny.sandbox.joinChannel('U0NINA', 'C0GENERAL')
    expect(types()).toEqual(['team_join', 'user_change', 'member_joined_channel'])
    expect(received[1]?.event).toMatchObject({ user: { id: 'U0NINA', profile: { email: 'nina@new.test' } } })
  })

  it('tell of revoked tokens and of the app being removed, after which nothing works (B15)', async () => {
    const { client } = tiny.app
    tiny.sandbox.uninstall()
    await tiny.sandbox.as('U0MAYA').type('anybody there?', 'D0MAYA')
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } })
    expect(types().sort()).toEqual(['app_uninstalled', 'tokens_revoked'])
  })

  it('come from the workspace where they happened', async () => {
    const elsewhere = tiny.sandbox.as('U0OLIVIA', otherTeamId)
    await elsewhere.type('not installed', 'D0OLIVIA')
    expect(received).toEqual([])
    tiny.sandbox.install(otherTeamId)
    await elsewhere.type('hello', 'D0OLIVIA')
    expect(received[0]).toMatchObject({ team_id: otherTeamId, authorizations: [{ team_id: otherTeamId }] })
    expect(findMessage(tiny.sandbox.as('U0OLIVIA'), 'hello')).toBeUndefined()
    expect(elsewhere.name).toBe('Other Olivia')
  })
})
