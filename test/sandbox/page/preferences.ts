import type { App, types } from '@slack/bolt'
import { type Client, ComponentType, Events, MessageFlags, TextInputStyle } from 'discord.js'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const days = ['Monday', 'Tuesday', 'Wednesday']
const daysOfSlack = days.map((value) => ({ value, text: plain(value) }))

const input = (id: string, label: string, element: types.InputBlock['element']): types.InputBlock => ({
  type: 'input',
  block_id: id,
  optional: true,
  label: plain(label),
  element: { ...element, action_id: id },
})

const view: types.ModalView = {
  type: 'modal',
  callback_id: 'preferences',
  title: plain('Preferences'),
  submit: plain('Save'),
  blocks: [
    input('nickname', 'Nickname', { type: 'plain_text_input', initial_value: 'Liv' }),
    input('start', 'First day', {
      type: 'static_select',
      options: daysOfSlack,
      initial_option: { value: 'Tuesday', text: plain('Tuesday') },
    }),
    input('days', 'Days', {
      type: 'checkboxes',
      options: daysOfSlack,
      initial_options: daysOfSlack.slice(0, 2),
    }),
    input('about', 'About you', { type: 'plain_text_input', multiline: true }),
    input('wishes', 'Wishes', { type: 'plain_text_input', multiline: true }),
  ],
}

const modal = {
  title: 'Preferences',
  custom_id: 'preferences',
  components: [
    {
      type: ComponentType.Label as const,
      label: 'Nickname',
      component: {
        type: ComponentType.TextInput as const,
        custom_id: 'nickname',
        style: TextInputStyle.Short,
        required: false,
        value: 'Liv',
      },
    },
    {
      type: ComponentType.Label as const,
      label: 'First day',
      component: {
        type: ComponentType.StringSelect as const,
        custom_id: 'start',
        required: false,
        min_values: 0,
        options: days.map((value) => ({ value, label: value, default: value === 'Tuesday' })),
      },
    },
    {
      type: ComponentType.Label as const,
      label: 'Days',
      component: {
        type: ComponentType.CheckboxGroup as const,
        custom_id: 'days',
        required: false,
        min_values: 0,
        options: days.map((value) => ({ value, label: value, default: value !== 'Wednesday' })),
      },
    },
  ],
}

export const preferencesCommand = { name: 'preferences', description: 'What you prefer' }

const saved = (values: unknown) => `Saved ${JSON.stringify(values)}`

/** A form that opens with values, in an app that says which ones came back. */
export function preferInSlack(app: App): void {
  app.command('/preferences', async ({ ack, command, client }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view })
  })
  app.view('preferences', async ({ ack, body, view: { state }, client }) => {
    const { nickname, start, days: chosen } = state.values
    if (nickname?.nickname?.value === 'Nobody')
      return ack({ response_action: 'errors', errors: { nickname: 'That name is taken.' } })
    await ack()
    const text = saved([
      nickname?.nickname?.value ?? '',
      start?.start?.selected_option?.value ?? '',
      chosen?.days?.selected_options?.map(({ value }) => value),
    ])
    await client.chat.postEphemeral({ channel: 'C0GENERAL', user: body.user.id, text })
  })
}

export function preferInDiscord(client: Client): void {
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand() && interaction.commandName === 'preferences')
      await interaction.showModal(modal)
    if (!interaction.isModalSubmit() || interaction.customId !== 'preferences') return
    const { fields } = interaction
    const [start = ''] = fields.getStringSelectValues('start')
    const content = saved([fields.getTextInputValue('nickname'), start, fields.getCheckboxGroup('days')])
    await interaction.reply({ flags: MessageFlags.Ephemeral, content })
  })
}
