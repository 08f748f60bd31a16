import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/web-api'
import { findMessage, until } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import { startTinyApp, type TinyApp } from './tiny-app'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

/** A form of one field, whose answer decides what happens next. */
const form = (title: string, more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain(title),
  submit: plain('Next'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'next',
      label: plain('What next?'),
      element: { type: 'plain_text_input', action_id: 'next', max_length: 10 },
    },
  ],
  ...more,
})

const choices = form('Choices', {
  callback_id: 'choices',
  blocks: [
    {
      type: 'input',
      block_id: 'team',
      label: plain('Team'),
      element: { type: 'external_select', action_id: 'find-team', min_query_length: 0 },
    },
    {
      type: 'input',
      block_id: 'role',
      label: plain('Role'),
      element: {
        type: 'static_select',
        action_id: 'role',
        options: ['admin', 'member'].map((value) => ({ value, text: plain(value.toUpperCase()) })),
      },
    },
    {
      type: 'input',
      block_id: 'people',
      optional: true,
      label: plain('People'),
      element: { type: 'multi_users_select', action_id: 'people' },
    },
  ],
})

const answers = {
  push: { response_action: 'push', view: form('Second') },
  update: { response_action: 'update', view: form('Changed') },
  clear: { response_action: 'clear' },
} as const

describe('forms', () => {
  let tiny: TinyApp
  let maya: SlackChatter
  const closed: unknown[] = []
  const submitted: unknown[] = []

  function register(app: App) {
    app.command('/team', async ({ ack, client, body, command }) => {
      await ack()
      const view = command.text === 'choices' ? choices : form('First')
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
    app.view('form', async ({ ack, view }) => {
      const next = view.state.values.next?.next?.value ?? ''
      if (next === 'broken') await ack({ response_action: 'update', view: form('x'.repeat(25)) })
      else if (next === 'push' || next === 'update' || next === 'clear') await ack(answers[next])
      else await ack()
    })
    app.view('choices', async ({ ack, view }) => {
      submitted.push(view.state.values)
      await ack()
    })
    app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
      await ack()
      closed.push(body)
    })
    app.options('find-team', async ({ ack, payload }) => {
      const teams = ['Alpha', 'Beta'].filter((name) => name.includes(payload.value))
      await ack({ options: teams.map((name) => ({ value: name.toLowerCase(), text: plain(name) })) })
    })
  }

  beforeEach(async () => {
    closed.length = 0
    submitted.length = 0
    tiny = await startTinyApp(register)
    maya = tiny.sandbox.as('U0MAYA')
  })
  afterEach(() => tiny.stop())

  async function openForm(text = '') {
    await maya.type(`/team ${text}`)
    await until(maya, () => maya.form())
  }

  it('lie on top of each other, at most three, and close together', async () => {
    await openForm()
    await maya.submit({ next: 'push' })
    expect(maya.form()?.title).toBe('Second')
    await maya.submit({ next: 'push' })
    await maya.submit({ next: 'push' })
    expect(findMessage(maya, 'push_limit_reached')).toBeDefined()
    await maya.submit({ next: 'done' })
    expect(maya.form()?.title).toBe('Second')
    await maya.submit({ next: 'clear' })
    expect(maya.form()).toBeUndefined()
  })

  it('change in place and keep what was entered', async () => {
    await openForm()
    await maya.submit({ next: 'update' })
    expect(maya.form()).toMatchObject({ title: 'Changed', fields: [{ id: 'next', value: 'update' }] })
  })

  it('stay when the answer is not one that Slack would show', async () => {
    await openForm()
    await maya.submit({ next: 'broken' })
    expect(maya.form()?.title).toBe('First')
    expect(findMessage(maya, 'We had some trouble connecting')?.text).toContain('/view/title/text')
  })

  it('are not sent while a required field is empty or too long', async () => {
    await openForm()
    await maya.submit({})
    expect(maya.form()?.fields[0]?.error).toBe('Please complete this required field.')
    await maya.submit({ next: 'x'.repeat(11) })
    expect(maya.form()?.fields[0]?.error).toBe('Please enter at most 10 characters.')
  })

  it('tell the app when they are closed, if it asked', async () => {
    await openForm()
    const { id } = maya.form() ?? {}
    maya.close()
    expect(maya.form()).toBeUndefined()
    await maya.type('/team')
    expect(closed).toMatchObject([{ type: 'view_closed', is_cleared: false, view: { id } }])
  })

  it('offer what the app suggests, and send what was picked', async () => {
    await openForm('choices')
    expect(maya.form()?.fields.map((field) => [field.id, field.kind, field.required])).toEqual([
      ['team', 'search', true],
      ['role', 'choice', true],
      ['people', 'people', false],
    ])
    expect(await maya.suggest({ field: 'team' }, 'Al')).toEqual([{ value: 'alpha', label: 'Alpha' }])
    await maya.submit({ team: 'beta', role: 'admin', people: ['U0ADAM'] })
    expect(submitted).toMatchObject([
      {
        team: { 'find-team': { type: 'external_select', selected_option: { value: 'beta' } } },
        role: { role: { type: 'static_select', selected_option: { value: 'admin' } } },
        people: { people: { type: 'multi_users_select', selected_users: ['U0ADAM'] } },
      },
    ])
  })

  it('refuse what is not on offer', async () => {
    await openForm('choices')
    await expect(maya.submit({ team: 'gamma' })).rejects.toThrow('"gamma" was not suggested')
    await expect(maya.submit({ role: 'king' })).rejects.toThrow('"king" is not offered')
  })
})
