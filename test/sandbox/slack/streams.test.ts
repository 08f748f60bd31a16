import { type ChatStartStreamArguments, LogLevel, WebClient } from '@slack/web-api'
import { createSandboxClock } from '../../../sandbox/clock'
import {
  platformLimits,
  type SlackChatter,
  type SlackLimits,
  type SlackSandbox,
  startSlackSandbox,
} from '../../../sandbox/slack'

const channel = 'C0GENERAL'
const recipient = { recipient_user_id: 'U0MAYA', recipient_team_id: 'T0ACME001' }

describe('a message that grows', () => {
  let sandbox: SlackSandbox
  let client: WebClient
  let maya: SlackChatter
  let question: string

  async function connect(tiers: SlackLimits['tiers'] = platformLimits.tiers) {
    sandbox = await startSlackSandbox({ clock: createSandboxClock(), commands: [], limits: { tiers } })
    client = new WebClient(sandbox.botToken, {
      slackApiUrl: sandbox.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    })
    maya = sandbox.as('U0MAYA')
    await maya.type('how many holidays?', channel)
    question = maya.channels()[0]?.messages.at(-1)?.id ?? ''
  }
  beforeEach(() => connect())
  afterEach(() => sandbox.close())

  const seen = () => maya.channels()[0]?.messages.at(-1)
  const raw = () => seen()?.raw as { streaming_state?: string; blocks: { type: string }[] }

  async function start(more: Partial<ChatStartStreamArguments> = {}) {
    const { ts = '' } = await client.chat.startStream({ channel, thread_ts: question, ...recipient, ...more })
    return ts
  }

  it('shows each piece as it comes, then its blocks', async () => {
    const ts = await start({ markdown_text: '**Twenty' })
    expect(seen()).toMatchObject({ id: ts, thread: question, fromBot: true })
    await client.chat.appendStream({
      channel,
      ts,
      markdown_text: '-five** days, see [the handbook](https://acme.test/)',
    })
    expect(seen()?.text).toBe('Twenty-five days, see the handbook')
    expect(raw().streaming_state).toBe('in_progress')
    const button = {
      type: 'button',
      action_id: 'good',
      text: { type: 'plain_text', text: 'Helpful' },
    } as const
    await client.chat.stopStream({
      channel,
      ts,
      markdown_text: '.',
      blocks: [{ type: 'actions', elements: [button] }],
    })
    expect(seen()).toMatchObject({ text: 'Twenty-five days, see the handbook.', edited: false })
    expect(seen()?.controls.map(({ id }) => id)).toEqual(['https://acme.test/', 'good'])
    expect(raw()).toMatchObject({
      streaming_state: 'completed',
      blocks: [{ type: 'markdown' }, { type: 'actions' }],
    })
  })

  it('works with the streaming helper of the real client', async () => {
    const stream = client.chatStream({ channel, thread_ts: question, ...recipient, buffer_size: 4 })
    await stream.append({ markdown_text: 'Twenty' })
    await stream.append({ markdown_text: '-five' })
    await stream.stop()
    expect(seen()?.text).toBe('Twenty-five')
  })

  it('takes chunks: text, tasks that change, a plan, and blocks', async () => {
    const task = (status: 'in_progress' | 'complete') =>
      ({ type: 'task_update', id: '1', title: 'Read the handbook', status }) as const
    const ts = await start({ chunks: [{ type: 'plan_update', title: 'Looking' }, task('in_progress')] })
    expect(seen()?.text).toBe('Looking\n… Read the handbook')
    await client.chat.appendStream({
      channel,
      ts,
      chunks: [
        task('complete'),
        { type: 'markdown_text', text: '_Twenty' },
        { type: 'markdown_text', text: '-five_' },
      ],
    })
    await client.chat.stopStream({
      channel,
      ts,
      chunks: [
        { type: 'blocks', blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Sources' } }] },
      ],
    })
    expect(seen()?.text).toBe('Looking\n✓ Read the handbook\nTwenty-five\nSources')
  })

  it.each([
    ['missing_recipient_user_id', { recipient_user_id: '' }],
    ['missing_recipient_team_id', { recipient_team_id: '' }],
    ['invalid_thread_ts', { thread_ts: '' }],
    ['channel_not_found', { channel: 'C0NOWHERE' }],
    ['not_in_channel', { channel: 'C0PROJECTS' }],
    ['msg_too_long', { markdown_text: 'x'.repeat(12_001) }],
    [
      'cannot_provide_both_markdown_text_and_chunks',
      { markdown_text: 'x', chunks: [{ type: 'markdown_text' as const, text: 'x' }] },
    ],
    ['invalid_chunks', { chunks: [{ type: 'plan_update' as const, title: 'x'.repeat(257) }] }],
  ])('is refused with %s', async (error, more) => {
    await expect(start(more)).rejects.toMatchObject({ data: { error } })
  })

  it('names nobody in a direct message, but stands in a thread there too', async () => {
    await maya.type('privately', 'D0MAYA')
    const asked =
      maya
        .channels()
        .find(({ direct }) => direct)
        ?.messages.at(-1)?.id ?? ''
    const begin = (thread_ts: string) => client.chat.startStream({ channel: 'D0MAYA', thread_ts })
    await expect(begin('')).rejects.toMatchObject({ data: { error: 'invalid_thread_ts' } })
    expect(await begin(asked)).toMatchObject({ channel: 'D0MAYA' })
  })

  it('holds 12,000 characters in all', async () => {
    const ts = await start({ markdown_text: 'x'.repeat(11_999) })
    await client.chat.appendStream({ channel, ts, markdown_text: 'y' })
    await expect(client.chat.appendStream({ channel, ts, markdown_text: 'z' })).rejects.toMatchObject({
      data: { error: 'msg_too_long' },
    })
    await client.chat.stopStream({ channel, ts })
    expect(seen()?.text).toHaveLength(12_000)
  })

  it('stays of the kind it began with', async () => {
    const ts = await start({ markdown_text: 'a' })
    const chunks = [{ type: 'markdown_text' as const, text: 'b' }]
    await expect(client.chat.appendStream({ channel, ts, chunks })).rejects.toMatchObject({
      data: { error: 'streaming_mode_mismatch' },
    })
    await expect(client.chat.appendStream({ channel, ts })).rejects.toMatchObject({
      data: { error: 'no_text' },
    })
  })

  it('is not updated or deleted while it grows, nor grown after its end', async () => {
    const ts = await start({ markdown_text: 'a' })
    const update = () => client.chat.update({ channel, ts, text: 'b', blocks: [] })
    await expect(update()).rejects.toMatchObject({ data: { error: 'streaming_state_conflict' } })
    await expect(client.chat.delete({ channel, ts })).rejects.toMatchObject({
      data: { error: 'cant_delete_message' },
    })
    await client.chat.stopStream({ channel, ts })
    for (const grow of [client.chat.appendStream, client.chat.stopStream]) {
      await expect(grow({ channel, ts, markdown_text: 'c' })).rejects.toMatchObject({
        data: { error: 'message_not_in_streaming_state' },
      })
    }
    await update()
    expect(seen()?.text).toBe('b')
    await expect(
      client.chat.appendStream({ channel, ts: question, markdown_text: 'c' }),
    ).rejects.toMatchObject({ data: { error: 'message_not_owned_by_app' } })
  })

  it('records whom its text would ping', async () => {
    await start({ markdown_text: 'hello <!channel> and <@U0ADAM>' })
    expect(seen()?.pings).toEqual(['channel', 'U0ADAM'])
    expect(seen()?.text).toBe('hello @channel and @Adam Admin')
  })

  it('begins and ends by tier 2, and grows by tier 4 (B11)', async () => {
    await sandbox.close()
    await connect({ ...platformLimits.tiers, 2: 2, 4: 3 })
    const ts = await start()
    const append = () => client.chat.appendStream({ channel, ts, markdown_text: 'x' })
    for (let piece = 0; piece < 3; piece++) await append()
    await expect(append()).rejects.toMatchObject({ retryAfter: 20 })
    await start()
    await expect(start()).rejects.toMatchObject({ retryAfter: 30 })
    for (let end = 0; end < 2; end++) await client.chat.stopStream({ channel, ts }).catch(() => undefined)
    await expect(client.chat.stopStream({ channel, ts })).rejects.toMatchObject({ retryAfter: 30 })
  })
})
