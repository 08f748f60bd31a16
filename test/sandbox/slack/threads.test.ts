import { findMessage } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import { createRecorder } from './recorder'
import { startTinyApp, type TinyApp } from './tiny-app'

const channel = 'C0GENERAL'

describe('threads', () => {
  let tiny: TinyApp
  let maya: SlackChatter
  let adam: SlackChatter
  let recorder: ReturnType<typeof createRecorder>
  let root: string

  beforeEach(async () => {
    recorder = createRecorder()
    tiny = await startTinyApp(recorder.register)
    maya = tiny.sandbox.as('U0MAYA')
    adam = tiny.sandbox.as('U0ADAM')
    await maya.type('a question', channel)
    root = findMessage(maya, 'a question')?.id ?? ''
  })
  afterEach(() => tiny.stop())

  const answer = (text: string) => tiny.app.client.chat.postMessage({ channel, thread_ts: root, text })
  const replies = async (more: object = {}) =>
    (await tiny.app.client.conversations.replies({ channel, ts: root, ...more })).messages ?? []

  it('say whose message they answer, and are counted there', async () => {
    await adam.type('me too', channel, { thread: root })
    await answer('an answer')
    expect(recorder.last('message')).toMatchObject({ thread_ts: root, parent_user_id: 'U0MAYA' })
    expect(findMessage(maya, 'me too')?.thread).toBe(root)
    expect(findMessage(maya, 'a question')?.thread).toBeUndefined()
    const [first, second, third] = await replies()
    expect(first).toMatchObject({
      ts: root,
      thread_ts: root,
      reply_count: 2,
      reply_users_count: 2,
      reply_users: ['U0ADAM', 'U0ROLECALL'],
      latest_reply: third?.ts,
    })
    expect(second).toMatchObject({ text: 'me too', parent_user_id: 'U0MAYA' })
    expect(second?.bot_id).toBeUndefined()
    expect(third).toMatchObject({ text: 'an answer', bot_id: 'B0ROLECALL', user: 'U0ROLECALL' })
  })

  it('are read in pages, the history newest first and without answers', async () => {
    await adam.type('me too', channel, { thread: root })
    for (const text of ['one', 'two', 'three']) await maya.type(text, channel)
    const { conversations } = tiny.app.client
    const first = await conversations.history({ channel, limit: 3 })
    expect(first.messages?.map(({ text }) => text)).toEqual(['three', 'two', 'one'])
    expect(first.has_more).toBe(true)
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await conversations.history({ channel, limit: 3, cursor })
    expect(second.messages?.map(({ text }) => text)).toEqual(['a question'])
    expect(second.has_more).toBe(false)
    await expect(conversations.history({ channel, cursor: '!' })).rejects.toMatchObject({
      data: { error: 'invalid_cursor' },
    })
  })

  it('are read between two moments, themselves only where it is asked for', async () => {
    await maya.type('later', channel)
    const oldest = root
    const { conversations } = tiny.app.client
    const after = await conversations.history({ channel, oldest })
    expect(after.messages?.map(({ text }) => text)).toEqual(['later'])
    const from = await conversations.history({ channel, oldest, inclusive: true })
    expect(from.messages?.map(({ text }) => text)).toEqual(['later', 'a question'])
    const before = await conversations.history({ channel, latest: root })
    expect(before.messages).toEqual([])
  })

  it('survive their root as long as there are answers', async () => {
    await answer('an answer')
    await maya.remove(root)
    expect(recorder.last('message')).toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone', ts: root, reply_count: 1 },
      previous_message: { text: 'a question' },
    })
    expect(maya.channels()[0]?.messages[0]).toMatchObject({ id: root, text: 'This message was deleted.' })
    await adam.type('still talking', channel, { thread: root })
    expect(await replies()).toHaveLength(3)
    for (const { ts = '', user } of (await replies()).slice(1)) {
      if (user === 'U0ADAM') await adam.remove(ts)
      else await tiny.app.client.chat.delete({ channel, ts })
    }
    await expect(replies()).rejects.toMatchObject({ data: { error: 'thread_not_found' } })
  })

  it('take an answer to a message that is gone without a trace (B9)', async () => {
    await maya.remove(root)
    expect(recorder.last('message')).toMatchObject({ subtype: 'message_deleted', deleted_ts: root })
    expect(await answer('too late')).toMatchObject({ message: { thread_ts: root } })
    expect(findMessage(maya, 'too late')?.thread).toBe(root)
  })

  it('show an edited message as edited, with its files', async () => {
    await maya.type('draft', channel, { thread: root, files: [{ name: 'a.txt', bytes: Buffer.from('a') }] })
    const id = findMessage(maya, 'draft')?.id ?? ''
    await maya.edit(id, 'final')
    expect(recorder.last('message')).toMatchObject({
      subtype: 'message_changed',
      hidden: true,
      message: { text: 'final', thread_ts: root, edited: { user: 'U0MAYA' }, files: [{ name: 'a.txt' }] },
      previous_message: { text: 'draft' },
    })
    await expect(adam.edit(id, 'mine')).rejects.toThrow("is not Adam Admin's")
  })

  it('hold what one person alone sees, uncounted, and reactions', async () => {
    const { client } = tiny.app
    await client.chat.postEphemeral({ channel, user: 'U0ADAM', thread_ts: root, text: 'between us' })
    expect(findMessage(adam, 'between us')).toMatchObject({ thread: root, private: true })
    expect(findMessage(maya, 'between us')).toBeUndefined()
    await answer('an answer')
    await client.reactions.add({ channel, timestamp: root, name: 'eyes' })
    expect((await replies())[0]).toMatchObject({ reply_count: 1, reactions: [{ name: 'eyes' }] })
  })

  it('know no slash commands', async () => {
    await maya.type('/team list', channel, { thread: root })
    expect(findMessage(maya, '/team is not supported in threads')).toMatchObject({
      thread: root,
      private: true,
    })
    expect(recorder.types()).toEqual(['message'])
  })
})
