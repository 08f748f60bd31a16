import { App, LogLevel, type types } from '@slack/bolt'
import type { Sandbox } from '../../../sandbox'
import { preferInSlack } from './preferences'
import { converse } from './slack-conversation'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text, verbatim: true })
const choice = (value: string, label = value) => ({ value, text: plain(label) })

const card = (status: string, at: number): types.KnownBlock[] => [
  { type: 'header', text: plain('Invitation to Acme') },
  { type: 'section', text: mrkdwn(`*maya@builders.test* is invited as \`member\`. Status: *${status}*.`) },
  {
    type: 'section',
    fields: [
      mrkdwn('*Invited by*\n<@U0OLIVIA>'),
      mrkdwn(`*Since*\n<!date^${Math.floor(at / 1_000)}^{date_short_pretty} at {time}|22 December>`),
    ],
  },
  {
    type: 'section',
    text: mrkdwn('Adam Admin · [admin](https://evil.test)'),
    accessory: {
      type: 'static_select',
      action_id: 'row-menu',
      placeholder: plain('Change role'),
      options: [choice('admin', 'Make admin'), choice('member', 'Make member')],
    },
  },
  { type: 'context', elements: [mrkdwn('In team *Acme* · <https://rolecall.test/i/1|details>')] },
]

const actions: types.KnownBlock = {
  type: 'actions',
  elements: [
    { type: 'button', action_id: 'resend', text: plain('Resend'), style: 'primary', value: '1' },
    { type: 'button', action_id: 'cancel', text: plain('Cancel'), style: 'danger', value: '1' },
    { type: 'button', action_id: 'page', text: plain('Open page'), url: 'https://rolecall.test/i/1' },
  ],
}

const form: types.ModalView = {
  type: 'modal',
  callback_id: 'settings',
  title: plain('Team settings'),
  submit: plain('Save'),
  blocks: [
    { type: 'section', text: mrkdwn('What applies to everybody in *Acme*.') },
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      hint: plain('At least three letters'),
      element: { type: 'plain_text_input', action_id: 'name' },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'note', multiline: true },
    },
    {
      type: 'input',
      block_id: 'role',
      optional: true,
      label: plain('Default role'),
      element: { type: 'static_select', action_id: 'role', options: [choice('member'), choice('admin')] },
    },
    {
      type: 'input',
      block_id: 'switches',
      optional: true,
      label: plain('Switches'),
      element: {
        type: 'checkboxes',
        action_id: 'switches',
        options: [choice('share', 'Members may share'), choice('guests', 'Guests may join')],
      },
    },
    {
      type: 'input',
      block_id: 'person',
      optional: true,
      label: plain('Successor'),
      element: { type: 'external_select', action_id: 'person', min_query_length: 0 },
    },
  ],
}

/** A Slack app with a card, forms, a menu and conversations: just enough for the page to have something to show. */
export async function startSlackBot({ slack, clock }: Sandbox): Promise<App> {
  if (!slack) throw new Error('this bot needs Slack')
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  app.command('/team', async ({ command, ack, respond, client }) => {
    await ack()
    if (command.text.startsWith('settings'))
      await client.views.open({ trigger_id: command.trigger_id, view: form })
    else await respond({ text: 'Invitation', blocks: [...card('pending', clock.now()), actions] })
  })
  app.action('cancel', async ({ ack, respond }) => {
    await ack()
    await respond({ replace_original: true, text: 'Cancelled', blocks: card('cancelled', clock.now()) })
  })
  app.action('row-menu', async ({ ack, action, respond }) => {
    await ack()
    const value = 'selected_option' in action ? action.selected_option?.value : ''
    await respond({ replace_original: false, text: `Adam is now ${value}` })
  })
  app.options('person', async ({ ack, payload }) => {
    const people = [choice('1', 'Adam Admin'), choice('2', 'Maya Member')]
    await ack({ options: people.filter(({ text }) => text.text.toLowerCase().includes(payload.value)) })
  })
  app.view('settings', async ({ ack, view }) => {
    const name = view.state.values.name?.name?.value ?? ''
    await ack(
      name.length < 3
        ? { response_action: 'errors', errors: { name: 'That name is too short.' } }
        : undefined,
    )
  })
  converse(app)
  preferInSlack(app)
  await app.start()
  return app
}
