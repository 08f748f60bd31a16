import { findMessage } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import { createRecorder } from './recorder'
import { startTinyApp, type TinyApp } from './tiny-app'

const channel_id = 'D0MAYA'

describe('the assistant view', () => {
  let tiny: TinyApp
  let maya: SlackChatter
  let recorder: ReturnType<typeof createRecorder>

  beforeEach(async () => {
    recorder = createRecorder()
    tiny = await startTinyApp(recorder.register)
    maya = tiny.sandbox.as('U0MAYA')
  })
  afterEach(() => tiny.stop())

  const prompts = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ title: `Prompt ${at + 1}`, message: `Question ${at + 1}?` }))

  it('begins a thread, of which the app hears', async () => {
    const thread_ts = await maya.openAssistant()
    expect(recorder.received).toMatchObject([
      {
        type: 'assistant_thread_started',
        assistant_thread: {
          user_id: 'U0MAYA',
          channel_id,
          thread_ts,
          context: { channel_id: 'C0GENERAL', team_id: 'T0ACME001', enterprise_id: null },
        },
      },
    ])
    await maya.type('hello', channel_id, { thread: thread_ts })
    expect(recorder.last('message')).toMatchObject({
      channel_type: 'im',
      thread_ts,
      parent_user_id: 'U0ROLECALL',
      text: 'hello',
    })
    const { messages } = await tiny.app.client.conversations.replies({ channel: channel_id, ts: thread_ts })
    expect(messages?.[0]).toMatchObject({ subtype: 'assistant_app_thread', reply_count: 1 })
  })

  it('offers what the app suggests, and asks it when somebody chooses it', async () => {
    const thread_ts = await maya.openAssistant()
    const { threads } = tiny.app.client.assistant
    await threads.setSuggestedPrompts({ channel_id, thread_ts, title: 'Try these', prompts: prompts(4) })
    expect(maya.prompts(thread_ts)).toHaveLength(4)
    const root = findMessage(maya, 'Try these')
    expect(root?.controls.map(({ label }) => label)).toEqual(prompts(4).map(({ title }) => title))
    await maya.press(thread_ts, 'prompt-2')
    expect(recorder.last('message')).toMatchObject({ thread_ts, user: 'U0MAYA', text: 'Question 2?' })
    await expect(
      threads.setSuggestedPrompts({ channel_id, thread_ts, prompts: prompts(5) }),
    ).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })
  })

  it('suggests in the latest thread where none is named', async () => {
    const { threads } = tiny.app.client.assistant
    const suggest = () => threads.setSuggestedPrompts({ channel_id, prompts: prompts(1) })
    await expect(suggest()).rejects.toMatchObject({ data: { error: 'message_not_found' } })
    await maya.openAssistant()
    const latest = await maya.openAssistant()
    await suggest()
    expect(maya.prompts(latest)).toEqual(prompts(1))
  })

  it('shows the title of a thread, and what the app is doing until it answers', async () => {
    const thread_ts = await maya.openAssistant()
    const { threads } = tiny.app.client.assistant
    await threads.setTitle({ channel_id, thread_ts, title: 'Holidays' })
    expect(findMessage(maya, 'Holidays')?.id).toBe(thread_ts)
    await threads.setStatus({ channel_id, thread_ts, status: 'is thinking…', loading_messages: ['reading'] })
    expect(maya.status(thread_ts)).toBe('is thinking…')
    await maya.type('hurry', channel_id, { thread: thread_ts })
    expect(maya.status(thread_ts)).toBe('is thinking…')
    await tiny.app.client.chat.postMessage({ channel: channel_id, thread_ts, text: 'Twenty-five.' })
    expect(maya.status(thread_ts)).toBeUndefined()
  })

  it('forgets a status that is emptied, or two minutes old', async () => {
    const thread_ts = await maya.openAssistant()
    const show = (status: string) =>
      tiny.app.client.assistant.threads.setStatus({ channel_id, thread_ts, status })
    await show('is thinking…')
    await show('')
    expect(maya.status(thread_ts)).toBeUndefined()
    await show('is reading…')
    tiny.clock.advance(60_000)
    await show('is writing…')
    tiny.clock.advance(60_000)
    expect(maya.status(thread_ts)).toBe('is writing…')
    tiny.clock.advance(60_000)
    expect(maya.status(thread_ts)).toBeUndefined()
  })

  it.each([
    ['channel_not_found', { channel_id: 'D0NOBODY', thread_ts: '1.000001' }],
    ['invalid_thread_ts', { channel_id, thread_ts: '1.000001' }],
  ])('refuses %s', async (error, where) => {
    const { threads } = tiny.app.client.assistant
    const refusal = { data: { error } }
    await expect(threads.setTitle({ ...where, title: 'x' })).rejects.toMatchObject(refusal)
    await expect(threads.setStatus({ ...where, status: 'x' })).rejects.toMatchObject(refusal)
    await expect(threads.setSuggestedPrompts({ ...where, prompts: prompts(1) })).rejects.toMatchObject(
      refusal,
    )
  })

  it('sets titles and prompts in its own threads only, a status in any', async () => {
    await maya.type('a question', channel_id)
    const thread_ts = findMessage(maya, 'a question')?.id ?? ''
    const { threads } = tiny.app.client.assistant
    await expect(threads.setTitle({ channel_id, thread_ts, title: 'x' })).rejects.toMatchObject({
      data: { error: 'invalid_thread_ts' },
    })
    await threads.setStatus({ channel_id, thread_ts, status: 'is thinking…' })
    expect(maya.status(thread_ts)).toBe('is thinking…')
    const loading_messages = Array.from({ length: 11 }, () => 'reading')
    await expect(
      threads.setStatus({ channel_id, thread_ts, status: 'x', loading_messages }),
    ).rejects.toMatchObject({ data: { error: 'invalid_arguments' } })
  })
})
