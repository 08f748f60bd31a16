import { ordinaryPermissions, permission } from '../../../sandbox/discord'
import { findMessage } from '../../../sandbox/driver'
import { world } from '../../../sandbox/world'
import { type PostedMessage, person } from '../../../src/chat'
import { until } from '../../support/until'
import { createGrowingScene, ending, growing, messageId } from './growing'

describe('answers that grow below a mention on Discord', () => {
  const scene = createGrowingScene()
  beforeEach(scene.open)
  afterEach(scene.close)

  const calls = (route: string) => scene.harness.sandbox.calls.filter((call) => call.route === route)
  const asBot = (method: string, path: string) =>
    fetch(`${scene.harness.sandbox.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${scene.harness.sandbox.botToken}` },
    })

  it('stand in a thread that is named after the question', async () => {
    await scene.answer(growing('thread', async () => ending('Twelve')))
    const { channel } = await scene.shownTo('adam', 'Twelve')
    const thread = scene.harness.adam.channels().find(({ id }) => id === channel)
    expect(thread).toMatchObject({ name: '#what does a lamp cost?', parent: scene.harness.channel })
  })

  it('show what there is with a way to stop, and no such way at the end', async () => {
    await scene.answer(
      growing('thread', async ({ show }) => {
        expect((await scene.shownTo('adam', 'Thinking')).controls).toMatchObject([{ label: 'Stop' }])
        show(['It costs'])
        const seen = await scene.shownTo('adam', 'It costs')
        expect(seen.text).toBe('Thinking\nIt costs')
        expect(seen.controls).toMatchObject([{ label: 'Stop', disabled: false }])
        return { cards: [{ title: 'Lamp', text: 'It costs twelve' }] }
      }),
    )
    expect(await scene.shownTo('adam', 'It costs twelve')).toMatchObject({
      text: 'Lamp\nIt costs twelve',
      controls: [],
    })
  })

  it('skip what is overtaken, so that no edit waits in a queue (B11)', async () => {
    await scene.answer(
      growing('thread', async ({ show }) => {
        for (let words = 1; words <= 200; words += 1) show(['word '.repeat(words)])
        await scene.shownTo('adam', 'word')
        show(['word '.repeat(500)])
        return ending('All words')
      }),
    )
    await scene.shownTo('adam', 'All words')
    expect(calls('PATCH /channels/:channel/messages/:message').length).toBeLessThanOrEqual(3)
  })

  it('ping nobody, whatever they say (B13)', async () => {
    const olivia = scene.harness.chatUser(scene.harness.olivia)
    const text = [`<@${scene.harness.olivia.userId}> @everyone `, person('Olivia', olivia)]
    await scene.answer(
      growing('thread', async ({ show }) => {
        show([text])
        expect(await scene.shownTo('adam', 'everyone')).toMatchObject({ pings: [] })
        return { cards: [{ title: 'Done', text }] }
      }),
    )
    expect(await scene.shownTo('adam', 'Done')).toMatchObject({ pings: [] })
  })

  it('take several messages when one is too small, and tell where they all stand', async () => {
    let stand: readonly PostedMessage[] = []
    await scene.answer(
      growing('thread', async ({ show }) => {
        show(['one '.repeat(800), 'two'])
        const second = await scene.shownTo('adam', /^two/)
        expect(second.controls).toMatchObject([{ label: 'Stop' }])
        expect((await scene.shownTo('adam', 'one one')).controls).toHaveLength(0)
        const shown = async (posted: readonly PostedMessage[]) => {
          stand = posted
        }
        return { ...ending('First', 'Second', 'Third'), shown }
      }),
    )
    const ids = await Promise.all(['First', 'Second', 'Third'].map((title) => scene.shownTo('adam', title)))
    expect(stand.map((posted) => posted.messageId)).toEqual(ids.map(({ id }) => id))
  })

  it('are posted anew when somebody deleted what had grown', async () => {
    await scene.answer(
      growing('thread', async ({ posted }) => {
        const deleted = await asBot('DELETE', `/channels/${posted?.channelId}/messages/${posted?.messageId}`)
        expect(deleted.status).toBe(204)
        return ending('Here to stay')
      }),
    )
    await scene.shownTo('adam', 'Here to stay')
    expect(findMessage(scene.harness.adam, 'Thinking')).toBeUndefined()
  })

  it('come though the question was deleted meanwhile (B9)', async () => {
    await scene.play(async (interaction, responder) => {
      await scene.harness.olivia.remove(messageId(interaction))
      return responder.answer(growing('thread', async () => ending('To nobody')))
    }, scene.mention)
    expect(await scene.shownTo('adam', 'To nobody')).toMatchObject({ channel: scene.harness.channel })
  })

  it('stand in the thread that somebody else has started', async () => {
    const thread = await scene.play(async (interaction, responder) => {
      const { userId } = scene.harness.adam
      const started = await scene.harness.sandbox.as(userId).startThread(messageId(interaction), 'Lamps')
      await responder.answer(growing('thread', async () => ending('In yours')))
      return started
    }, scene.mention)
    expect(await scene.shownTo('adam', 'In yours')).toMatchObject({ channel: thread })
  })

  it('are a reply in the channel where the bot may start no thread', async () => {
    const { guildId } = world.discord
    scene.harness.sandbox.guilds.permitEveryone(
      guildId,
      ordinaryPermissions & ~permission.createPublicThreads,
    )
    await scene.answer(growing('thread', async () => ending('No thread')))
    const seen = await scene.shownTo('adam', 'No thread')
    expect(seen).toMatchObject({ channel: scene.harness.channel, pings: [] })
    expect(seen.raw).toMatchObject({ message_reference: { channel_id: scene.harness.channel } })
    expect(scene.harness.logged).toContain('info no thread was started, so the answer stands in the channel')
  })

  it('are a reply in the channel where the bot may not write in threads, or not read what was said', async () => {
    const { guildId } = world.discord
    const less = ordinaryPermissions & ~permission.sendMessagesInThreads & ~permission.readMessageHistory
    scene.harness.sandbox.guilds.permitEveryone(guildId, less)
    await scene.answer(growing('thread', async () => ending('Out here')))
    expect(await scene.shownTo('adam', 'Out here')).toMatchObject({ channel: scene.harness.channel })
  })

  it('show typing until there are words', async () => {
    await scene.answer(
      growing('thread', async ({ show, place }) => {
        const typing = () =>
          calls('POST /channels/:channel/typing').filter(({ path }) => path.includes(place.channelId))
        await until(() => typing().length > 0)
        show(['Words'])
        return ending('Typed')
      }),
    )
    await scene.shownTo('adam', 'Typed')
  })

  it('grow in a direct message when they are for the asker alone', async () => {
    const posted = await scene.answer(growing('direct', async () => ending('Psst')))
    const seen = await scene.shownTo('olivia', 'Psst')
    expect(posted).toMatchObject({ tenant: 'discord', channelId: seen.channel, messageId: seen.id })
    expect(findMessage(scene.harness.adam, 'Psst')).toBeUndefined()
  })

  it('do not begin when the asker takes no direct messages, and say so (B12)', async () => {
    scene.harness.blockDirectMessages(scene.harness.olivia)
    const written = jest.fn(async () => ending('Psst'))
    await scene.answer(growing('private', written))
    await scene.shownTo('olivia', 'I cannot write to you privately')
    expect(written).not.toHaveBeenCalled()
  })
})
