import { findMessage, until } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import type { Card, Growing, Stream } from '../../../src/chat'
import { contractRegistry } from '../contract-views'
import { createStage } from '../stage'
import { type SlackHarness, startSlackHarness } from './harness'

const { receive, play } = createStage()

const streamOf = (write: (growing: Growing) => Promise<readonly Card[]>): Stream => ({
  kind: 'stream',
  audience: 'thread',
  title: 'Handbook',
  stop: { label: 'Stop', press: 'answers.stop:01J' },
  write: async (growing) => ({ cards: await write(growing) }),
})

describe('a growing answer on Slack', () => {
  let harness: SlackHarness
  let olivia: SlackChatter

  beforeEach(async () => {
    harness = await startSlackHarness('socket', contractRegistry, receive)
    olivia = harness.sandbox.as('U0OLIVIA')
  })
  afterEach(() => harness.stop())

  const sees = (words: string) => until(olivia, () => findMessage(olivia, words))
  const called = (method: string) => harness.sandbox.calls.filter((call) => call.method === method)

  const ask = (write: (growing: Growing) => Promise<readonly Card[]>) =>
    play(
      (_, responder) => responder.answer(streamOf(write)),
      () => olivia.type('@Rolecall how many holidays?', harness.channel),
    )

  it('is streamed below the question, and what follows is only appended', async () => {
    await ask(async (growing) => {
      growing.show(['Twenty'])
      await sees('Twenty')
      growing.show(['Twenty-five'])
      await sees('Twenty-five')
      return [{ title: 'Twenty-five days' }]
    })
    const seen = await sees('Twenty-five days')
    expect(seen.thread).toBe(findMessage(olivia, 'how many')?.id)
    const appended = called('chat.appendStream').map(({ body }) => JSON.stringify(body.chunks))
    expect(appended).toHaveLength(2)
    expect(appended[1]).not.toContain('Twenty')
    expect(called('chat.update')).toHaveLength(1)
  })

  it('is edited instead where Slack streams nothing', async () => {
    harness.sandbox.faults.failNext('chat.startStream', 1, { error: 'unknown_method' })
    await ask(async (growing) => {
      growing.show(['Edited'])
      expect((await sees('Edited')).controls).toMatchObject([{ label: 'Stop' }])
      return [{ title: 'Complete' }]
    })
    expect((await sees('Complete')).thread).toBeDefined()
    expect(called('chat.appendStream')).toEqual([])
  })

  it('is shown to the asker alone in the private messages of other people, where the bot is not (B14)', async () => {
    harness.sandbox.faults.failNext('chat.postMessage', 1, { error: 'channel_not_found' })
    await play(
      (_, responder) => responder.answer(streamOf(async () => [{ title: 'Complete' }])),
      () => olivia.type('/team overview', 'D0OLIVIA'),
    )
    expect(await sees('Complete')).toMatchObject({ private: true })
  })

  it('is the only message of a private answer to a command, since nothing could take away what waits for it', async () => {
    await play(
      (_, responder) =>
        responder.answer({ ...streamOf(async () => [{ title: 'Complete' }]), audience: 'private' }),
      () => olivia.type('/team overview', harness.channel),
    )
    await sees('Complete')
    const mine = olivia
      .channels()
      .flatMap(({ messages }) => messages)
      .filter((each) => each.private)
    expect(mine.map(({ controls }) => controls)).toEqual([[]])
  })

  it('goes on by editing when Slack has closed the stream', async () => {
    harness.sandbox.faults.failNext('chat.appendStream', 1, { error: 'message_not_in_streaming_state' })
    await ask(async (growing) => {
      growing.show(['Still here'])
      const seen = await sees('Still here')
      expect(seen.id).toBe(growing.posted?.messageId)
      return [{ title: 'Complete' }]
    })
    await sees('Complete')
  })

  it('is edited when what comes does not continue what was shown', async () => {
    await ask(async (growing) => {
      growing.show(['**begin'])
      await sees('begin')
      growing.show([[{ bold: 'begin' }, ' and end']])
      await sees('and end')
      return [{ title: 'Complete' }]
    })
    await sees('Complete')
  })

  it('waits as long as Slack asks and loses nothing (B11)', async () => {
    harness.sandbox.faults.failNext('chat.appendStream', 1, { http: 429, retryAfterSeconds: 1 })
    harness.sandbox.faults.failNext('chat.stopStream', 1, { http: 429, retryAfterSeconds: 1 })
    await ask(async (growing) => {
      growing.show(['In spite of it'])
      await sees('In spite of it')
      return [{ title: 'Complete' }]
    })
    expect((await sees('Complete')).controls).toEqual([])
  })

  it('is said anew when its message cannot become the answer', async () => {
    let first = ''
    harness.sandbox.faults.failNext('chat.update', 1, { error: 'message_not_found' })
    const posted = await ask(async (growing) => {
      first = growing.posted?.messageId ?? ''
      return [{ title: 'Complete' }]
    })
    const seen = await sees('Complete')
    expect(seen.id).not.toBe(first)
    expect(posted?.messageId).toBe(seen.id)
    expect(
      olivia
        .channels()
        .flatMap(({ messages }) => messages)
        .map(({ id }) => id),
    ).not.toContain(first)
  })

  it('is told that the process ends, and still comes to its end', async () => {
    const asked = ask(async (growing) => {
      const ending = new Promise((resolve) => growing.signal.addEventListener('abort', resolve))
      stopped = harness.adapter.stop()
      await ending
      return [{ title: 'Interrupted' }]
    })
    let stopped: Promise<void> | undefined
    await asked
    await stopped
    await sees('Interrupted')
  })
})
