import { ordinaryPermissions, permission } from '../../../sandbox/discord'
import { findMessage, type SeenMessage, until } from '../../../sandbox/driver'
import { world } from '../../../sandbox/world'
import {
  type Answer,
  type Growing,
  type Interaction,
  type PostedMessage,
  person,
  type Responder,
  type Stream,
} from '../../../src/chat'
import { until as eventually } from '../../support/until'
import { createScene } from '../scene'
import { type DiscordHarness, startDiscordHarness } from './harness'

const stop = { label: 'Stop', press: 'answer.stop:01J' }

const growing = (audience: Stream['audience'], write: Stream['write']): Stream => ({
  kind: 'stream',
  audience,
  title: 'Thinking',
  stop,
  write,
})
const ending = (...titles: string[]) => ({ cards: titles.map((title) => ({ title })) })

describe('growing answers on Discord', () => {
  let harness: DiscordHarness
  const scene = createScene(async (registry, receive) => {
    harness = await startDiscordHarness(registry, receive)
    return harness
  })
  beforeEach(scene.open)
  afterEach(scene.close)

  const mention = () => harness.olivia.type(`${harness.mention} what does a lamp cost?`, harness.channel)
  const command = scene.type('/team invite ann@acme.test')
  const shownTo = (who: 'olivia' | 'adam', words: string | RegExp): Promise<SeenMessage> =>
    until(harness[who], () => findMessage(harness[who], words))
  const everything = () => harness.olivia.channels().flatMap(({ messages }) => messages)
  const calls = (route: string) => harness.sandbox.calls.filter((call) => call.route === route)
  const answer = (stream: Answer, act = mention) =>
    scene.play(async (_, responder) => responder.answer(stream), act)
  const asBot = (method: string, path: string) =>
    fetch(`${harness.sandbox.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${harness.sandbox.botToken}` },
    })
  const messageId = ({ happening }: Interaction) => (happening.kind === 'message' ? happening.id : '')

  describe('to a mention', () => {
    it('stand in a thread that is named after the question', async () => {
      await answer(growing('thread', async () => ending('Twelve')))
      const { channel } = await shownTo('adam', 'Twelve')
      const thread = harness.adam.channels().find(({ id }) => id === channel)
      expect(thread).toMatchObject({ name: '#what does a lamp cost?', parent: harness.channel })
    })

    it('show what there is with a way to stop, and no such way at the end', async () => {
      await answer(
        growing('thread', async ({ show }) => {
          expect((await shownTo('adam', 'Thinking')).controls).toMatchObject([{ label: 'Stop' }])
          show(['It costs'])
          const seen = await shownTo('adam', 'It costs')
          expect(seen.text).toBe('Thinking\nIt costs')
          expect(seen.controls).toMatchObject([{ label: 'Stop', disabled: false }])
          return { cards: [{ title: 'Lamp', text: 'It costs twelve' }] }
        }),
      )
      expect(await shownTo('adam', 'It costs twelve')).toMatchObject({
        text: 'Lamp\nIt costs twelve',
        controls: [],
      })
    })

    it('skip what is overtaken, so that no edit waits in a queue (B11)', async () => {
      await answer(
        growing('thread', async ({ show }) => {
          for (let words = 1; words <= 200; words += 1) show(['word '.repeat(words)])
          await shownTo('adam', 'word')
          show(['word '.repeat(500)])
          return ending('All words')
        }),
      )
      await shownTo('adam', 'All words')
      expect(calls('PATCH /channels/:channel/messages/:message').length).toBeLessThanOrEqual(3)
    })

    it('ping nobody, whatever they say (B13)', async () => {
      const olivia = harness.chatUser(harness.olivia)
      const text = [`<@${harness.olivia.userId}> @everyone `, person('Olivia', olivia)]
      await answer(
        growing('thread', async ({ show }) => {
          show([text])
          expect(await shownTo('adam', 'everyone')).toMatchObject({ pings: [] })
          return { cards: [{ title: 'Done', text }] }
        }),
      )
      expect(await shownTo('adam', 'Done')).toMatchObject({ pings: [] })
    })

    it('take several messages when one is too small, and tell where they all stand', async () => {
      let stand: readonly PostedMessage[] = []
      await answer(
        growing('thread', async ({ show }) => {
          show(['one '.repeat(800), 'two'])
          const second = await shownTo('adam', /^two/)
          expect(second.controls).toMatchObject([{ label: 'Stop' }])
          expect((await shownTo('adam', 'one one')).controls).toHaveLength(0)
          const shown = async (posted: readonly PostedMessage[]) => {
            stand = posted
          }
          return { ...ending('First', 'Second', 'Third'), shown }
        }),
      )
      const ids = await Promise.all(['First', 'Second', 'Third'].map((title) => shownTo('adam', title)))
      expect(stand.map((posted) => posted.messageId)).toEqual(ids.map(({ id }) => id))
    })

    it('are posted anew when somebody deleted what had grown', async () => {
      await answer(
        growing('thread', async ({ posted }) => {
          const deleted = await asBot(
            'DELETE',
            `/channels/${posted?.channelId}/messages/${posted?.messageId}`,
          )
          expect(deleted.status).toBe(204)
          return ending('Here to stay')
        }),
      )
      await shownTo('adam', 'Here to stay')
      expect(findMessage(harness.adam, 'Thinking')).toBeUndefined()
    })

    it('come though the question was deleted meanwhile (B9)', async () => {
      await scene.play(async (interaction, responder) => {
        await harness.olivia.remove(messageId(interaction))
        return responder.answer(growing('thread', async () => ending('To nobody')))
      }, mention)
      expect(await shownTo('adam', 'To nobody')).toMatchObject({ channel: harness.channel })
    })

    it('stand in the thread that somebody else has started', async () => {
      const thread = await scene.play(async (interaction, responder) => {
        const { userId } = harness.adam
        const started = await harness.sandbox.as(userId).startThread(messageId(interaction), 'Lamps')
        await responder.answer(growing('thread', async () => ending('In yours')))
        return started
      }, mention)
      expect(await shownTo('adam', 'In yours')).toMatchObject({ channel: thread })
    })

    it('are a reply in the channel where the bot may start no thread', async () => {
      const { guildId } = world.discord
      harness.sandbox.guilds.permitEveryone(guildId, ordinaryPermissions & ~permission.createPublicThreads)
      await answer(growing('thread', async () => ending('No thread')))
      const seen = await shownTo('adam', 'No thread')
      expect(seen).toMatchObject({ channel: harness.channel, pings: [] })
      expect(seen.raw).toMatchObject({ message_reference: { channel_id: harness.channel } })
      expect(harness.logged).toContain('info no thread was started, so the answer stands in the channel')
    })

    it('are a reply in the channel where the bot may not write in threads, or not read what was said', async () => {
      const { guildId } = world.discord
      const less = ordinaryPermissions & ~permission.sendMessagesInThreads & ~permission.readMessageHistory
      harness.sandbox.guilds.permitEveryone(guildId, less)
      await answer(growing('thread', async () => ending('Out here')))
      expect(await shownTo('adam', 'Out here')).toMatchObject({ channel: harness.channel })
    })

    it('show typing until there are words', async () => {
      await answer(
        growing('thread', async ({ show, place }) => {
          const typing = () =>
            calls('POST /channels/:channel/typing').filter(({ path }) => path.includes(place.channelId))
          await eventually(() => typing().length > 0)
          show(['Words'])
          return ending('Typed')
        }),
      )
      await shownTo('adam', 'Typed')
    })

    it('grow in a direct message when they are for the asker alone', async () => {
      const posted = await answer(growing('direct', async () => ending('Psst')))
      const seen = await shownTo('olivia', 'Psst')
      expect(posted).toMatchObject({ tenant: 'discord', channelId: seen.channel, messageId: seen.id })
      expect(findMessage(harness.adam, 'Psst')).toBeUndefined()
    })

    it('do not begin when the asker takes no direct messages, and say so (B12)', async () => {
      harness.blockDirectMessages(harness.olivia)
      const written = jest.fn(async () => ending('Psst'))
      await answer(growing('private', written))
      await shownTo('olivia', 'I cannot write to you privately')
      expect(written).not.toHaveBeenCalled()
    })
  })

  describe('to a command', () => {
    const privately = (write: Stream['write'], before?: (responder: Responder) => Promise<void>) =>
      scene.play(async (_, responder) => {
        await before?.(responder)
        return responder.answer(growing('private', write))
      }, command)

    it.each([
      ['at once', undefined],
      ['after a deferral', (responder: Responder) => responder.defer()],
    ])('grow before the asker alone, %s', async (_when, before) => {
      const places: Growing['place'][] = []
      const posted = await privately(async ({ show, posted, place }) => {
        expect(posted).toBeUndefined()
        places.push(place)
        show(['Only for you, part one', 'part two'])
        expect(await shownTo('olivia', 'part two')).toMatchObject({ private: true })
        return ending('First secret', 'Second secret')
      }, before)
      expect(posted).toBeUndefined()
      expect(places).toMatchObject([{ channelId: harness.channel, direct: false }])
      for (const title of ['First secret', 'Second secret'])
        expect(await shownTo('olivia', title)).toMatchObject({ private: true, controls: [] })
      expect(findMessage(harness.adam, 'secret')).toBeUndefined()
      expect(everything().filter(({ text }) => /Thinking|Working/.test(text))).toEqual([])
    })

    it.each(['channel', 'thread'] as const)(
      'grow before everybody (%s), and can be redrawn later',
      async (audience) => {
        const posted = await scene.play(async (_, responder) => {
          await responder.defer()
          return responder.answer(growing(audience, async () => ending('For all')))
        }, command)
        expect(await shownTo('adam', 'For all')).toMatchObject({
          channel: harness.channel,
          id: posted?.messageId,
        })
        if (!posted) throw new Error('it was not told where the answer stands')
        await harness.adapter.messenger.edit(
          posted,
          { title: 'Redrawn' },
          { locale: 'en', timeZone: 'Etc/UTC', now: 0 },
        )
        await shownTo('adam', 'Redrawn')
      },
    )

    it('grow beside a pressed card, which gets its controls back', async () => {
      const card = { title: 'Old answer', buttons: [{ label: 'Again', press: 'answer.again:01J' }] }
      const seen = await scene.showInChannel(card)
      await scene.play(
        async (_, responder) => {
          await responder.defer()
          return responder.answer(growing('private', async () => ending('New answer')))
        },
        scene.press(seen, 'Again'),
      )
      expect(await shownTo('olivia', 'New answer')).toMatchObject({ private: true })
      expect(await shownTo('olivia', 'Old answer')).toMatchObject({ controls: [{ disabled: false }] })
    })

    it('grow in a direct message, which is pointed to', async () => {
      const posted = await answer(
        growing('direct', async () => ending('By mail')),
        command,
      )
      expect(await shownTo('olivia', 'By mail')).toMatchObject({ id: posted?.messageId, private: false })
      expect(await shownTo('olivia', 'Sent to you')).toMatchObject({
        private: true,
        channel: harness.channel,
      })
    })

    it('grow on the spot for somebody who takes no direct messages (B12)', async () => {
      harness.blockDirectMessages(harness.olivia)
      await answer(
        growing('direct', async () => ending('Not by mail')),
        command,
      )
      expect(await shownTo('olivia', 'Not by mail')).toMatchObject({
        private: true,
        channel: harness.channel,
      })
    })

    it('end in a direct message when they take longer than Discord waits', async () => {
      await privately(async () => {
        harness.clock.advance(16 * 60_000)
        return ending('At last')
      })
      const seen = await shownTo('olivia', 'At last')
      expect(seen.channel).not.toBe(harness.channel)
    })
  })

  it('do not lose their end to a failure that passes', async () => {
    await answer(
      growing('thread', async () => {
        harness.sandbox.faults.failNext('PATCH /channels/:channel/messages/:message', 500, 5)
        return ending('Still here')
      }),
    )
    await shownTo('adam', 'Still here')
  })

  it('end properly when the process is told to stop (Q6)', async () => {
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const answered = answer(
      growing('thread', async ({ signal }) => {
        begin()
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        return ending('Interrupted')
      }),
    )
    await begun
    await harness.adapter.stop()
    expect(findMessage(harness.adam, 'Interrupted')).toBeDefined()
    await answered
  })
})
