import type { App, types } from '@slack/bolt'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

const form: types.ModalView = {
  type: 'modal',
  callback_id: 'upload',
  title: plain('Add documents'),
  submit: plain('Upload'),
  blocks: [
    {
      type: 'input',
      block_id: 'documents',
      label: plain('Documents'),
      element: { type: 'file_input', action_id: 'documents', max_files: 2 },
    },
  ],
}

export const shortcuts = [{ callbackId: 'about', label: 'Ask about this' }]

export const longPrompt = 'What does the handbook say about illness, holidays and a lost laptop?'

const names = (files: readonly { name?: string | null }[] = []) => files.map(({ name }) => name).join(', ')

/** Files, threads, growing answers and the assistant view, in an app that goes on when it is told to: "go on". */
export function converse(app: App): void {
  const growing = new Map<string, string>()

  app.event('app_mention', async ({ event, client, context }) => {
    const { channel, thread_ts = event.ts, user } = event
    const to = { channel, thread_ts, recipient_user_id: user ?? '', recipient_team_id: context.teamId ?? '' }
    const { ts = '' } = await client.chat.startStream({ ...to, markdown_text: 'It is **in the handbook**' })
    growing.set(thread_ts, ts)
  })

  app.message(async ({ message, client, say }) => {
    if (message.subtype === 'file_share') await say(`Got ${names(message.files)}`)
    if (message.subtype !== undefined || message.thread_ts === undefined) return
    const { channel, thread_ts, text } = message
    const ts = growing.get(thread_ts)
    if (ts !== undefined && text === 'go on')
      await client.chat.stopStream({ channel, ts, markdown_text: ', on page 2.' })
    else if (text === 'go on') await say({ thread_ts, text: 'Done thinking' })
    else if (message.channel_type === 'im')
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts, status: 'is thinking…' })
  })

  app.event('assistant_thread_started', async ({ event, client }) => {
    const { channel_id, thread_ts } = event.assistant_thread
    const prompts = [
      { title: 'What do you know?', message: 'Tell me what you know' },
      { title: longPrompt, message: longPrompt },
    ]
    await client.assistant.threads.setSuggestedPrompts({ channel_id, thread_ts, title: 'Try this', prompts })
  })

  app.shortcut('about', async ({ ack, respond, payload }) => {
    await ack()
    const said = payload.type === 'message_action' ? payload.message.text : ''
    await respond({ response_type: 'ephemeral', text: `You chose "${said}"` })
  })

  app.command('/docs', async ({ ack, command, client }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: form })
  })

  app.view('upload', async ({ ack, body, view, client }) => {
    await ack()
    const files = view.state.values.documents?.documents?.files
    await client.chat.postMessage({ channel: body.user.id, text: `Uploaded ${names(files)}` })
  })
}
