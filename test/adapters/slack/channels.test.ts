import { findMessage, until } from '../../../sandbox/driver'
import type { SlackChatter } from '../../../sandbox/slack'
import { world } from '../../../sandbox/world'
import { openForm, say } from '../../../src/chat'
import { contractRegistry, everyKindOfField } from '../contract-views'
import { createStage } from '../stage'
import { type SlackHarness, startSlackHarness } from './harness'

const { receive, play } = createStage()
const { general, projects } = world.slack

/** Of these payloads Slack does not say it, as it does of messages. */
describe('whether another organisation reads along (B14, B16)', () => {
  let harness: SlackHarness
  let olivia: SlackChatter
  beforeEach(async () => {
    harness = await startSlackHarness('socket', contractRegistry, receive)
    olivia = harness.sandbox.as('U0OLIVIA')
  })
  afterEach(() => harness.stop())

  const asked = () => harness.sandbox.calls.filter(({ method }) => method === 'conversations.info').length
  const command = (channel: string) =>
    play(
      async ({ place }, responder) => {
        const button = { label: 'Again', press: 'answers.again:01J' }
        await responder.answer(say({ title: `In ${channel}`, buttons: [button] }))
        return place.shared
      },
      () => olivia.type('/team overview', channel),
    )

  it('is known of a command, and asked of Slack once', async () => {
    expect(await command(projects)).toBe(true)
    expect(await command(general)).toBe(false)
    expect(await command(general)).toBe(false)
    expect(asked()).toBe(2)
  })

  it('is known of a button and of a form', async () => {
    await command(projects)
    const { id, controls } = await until(olivia, () => findMessage(olivia, `In ${projects}`))
    const pressed = await play(
      async ({ place }, responder) => {
        await responder.answer(openForm(everyKindOfField))
        return place.shared
      },
      () => olivia.press(id, controls[0]?.id ?? ''),
    )
    const submitted = await play(
      async ({ place }, responder) => {
        await responder.answer(say({ title: 'Saved' }))
        return place.shared
      },
      () => olivia.submit({ name: 'Alpha', role: 'member' }),
    )
    expect([pressed, submitted]).toEqual([true, true])
  })

  it('is believed where Slack does not let us look', async () => {
    harness.sandbox.faults.failNext('conversations.info', 1, { error: 'channel_not_found' })
    expect(await command(general)).toBe(true)
  })

  it('is not asked in private', async () => {
    expect(await command('D0OLIVIA')).toBe(false)
    expect(asked()).toBe(0)
  })
})
