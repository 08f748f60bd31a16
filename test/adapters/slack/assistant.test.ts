import { findMessage, until } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import { say } from '../../../src/chat'
import { contractRegistry } from '../contract-views'
import { createStage } from '../stage'
import { type SlackHarness, startSlackHarness } from './harness'

const { receive, play } = createStage()
const card = { title: 'What would you like to know?' }
const prompts = ['Leave', 'Travel', 'Pay', 'Tools', 'Cake'].map((title) => ({
  title,
  message: `Tell ${title}`,
}))

describe('Slack’s assistant view', () => {
  let harness: SlackHarness
  let olivia: SlackChatter

  beforeEach(async () => {
    harness = await startSlackHarness('socket', contractRegistry, receive)
    olivia = harness.sandbox.as('U0OLIVIA')
  })
  afterEach(() => harness.stop())

  async function open() {
    let thread = ''
    const opened = await play(
      async (interaction, responder) => {
        await responder.answer({ kind: 'prompts', card, prompts })
        return interaction
      },
      async () => {
        thread = await olivia.openAssistant()
      },
    )
    return { thread, opened }
  }

  it('is told of a new thread, greets in it and suggests what to ask, four at most', async () => {
    const { thread, opened } = await open()
    expect(opened).toMatchObject({
      happening: { kind: 'opened' },
      sender: { userId: 'U0OLIVIA' },
      place: { direct: true, threadId: thread },
    })
    expect((await until(olivia, () => findMessage(olivia, card.title))).thread).toBe(thread)
    expect(olivia.prompts(thread)).toEqual(prompts.slice(0, 4))
  })

  it('greets all the same where Slack takes no suggestions', async () => {
    harness.sandbox.faults.failNext('assistant.threads.setSuggestedPrompts', 1, { error: 'missing_scope' })
    const { thread } = await open()
    expect(olivia.prompts(thread)).toEqual([])
    await until(olivia, () => findMessage(olivia, card.title))
  })

  it('says that it is thinking until it answers in the thread', async () => {
    const { thread } = await open()
    await play(
      async (_, responder) => {
        await responder.defer()
        expect(olivia.status(thread)).toBe('is thinking…')
        await responder.answer(say({ title: 'Thought' }))
      },
      () => olivia.type('Tell me', 'D0OLIVIA', { thread }),
    )
    expect((await until(olivia, () => findMessage(olivia, 'Thought'))).thread).toBe(thread)
    expect(olivia.status(thread)).toBeUndefined()
  })
})
