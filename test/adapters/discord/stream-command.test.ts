import { findMessage } from '../../../sandbox/driver'
import type { Growing, Responder, Stream } from '../../../src/chat'
import { createGrowingScene, ending, growing } from './growing'

describe('answers that grow after a command on Discord', () => {
  const scene = createGrowingScene()
  beforeEach(scene.open)
  afterEach(scene.close)

  const everything = () => scene.harness.olivia.channels().flatMap(({ messages }) => messages)

  const privately = (write: Stream['write'], before?: (responder: Responder) => Promise<void>) =>
    scene.play(async (_, responder) => {
      await before?.(responder)
      return responder.answer(growing('private', write))
    }, scene.command)

  it.each([
    ['at once', undefined],
    ['after a deferral', (responder: Responder) => responder.defer()],
  ])('grow before the asker alone, %s', async (_when, before) => {
    const places: Growing['place'][] = []
    const posted = await privately(async ({ show, posted, place }) => {
      expect(posted).toBeUndefined()
      places.push(place)
      show(['Only for you, part one', 'part two'])
      expect(await scene.shownTo('olivia', 'part two')).toMatchObject({ private: true })
      return ending('First secret', 'Second secret')
    }, before)
    expect(posted).toBeUndefined()
    expect(places).toMatchObject([{ channelId: scene.harness.channel, direct: false }])
    for (const title of ['First secret', 'Second secret'])
      expect(await scene.shownTo('olivia', title)).toMatchObject({ private: true, controls: [] })
    expect(findMessage(scene.harness.adam, 'secret')).toBeUndefined()
    expect(everything().filter(({ text }) => /Thinking|Working/.test(text))).toEqual([])
  })

  it.each(['channel', 'thread'] as const)(
    'grow before everybody (%s), and can be redrawn later',
    async (audience) => {
      const posted = await scene.play(async (_, responder) => {
        await responder.defer()
        return responder.answer(growing(audience, async () => ending('For all')))
      }, scene.command)
      expect(await scene.shownTo('adam', 'For all')).toMatchObject({
        channel: scene.harness.channel,
        id: posted?.messageId,
      })
      if (!posted) throw new Error('it was not told where the answer stands')
      await scene.harness.adapter.messenger.edit(
        posted,
        { title: 'Redrawn' },
        { locale: 'en', timeZone: 'Etc/UTC', now: 0 },
      )
      await scene.shownTo('adam', 'Redrawn')
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
    expect(await scene.shownTo('olivia', 'New answer')).toMatchObject({ private: true })
    expect(await scene.shownTo('olivia', 'Old answer')).toMatchObject({ controls: [{ disabled: false }] })
  })

  it('grow in a direct message, which is pointed to', async () => {
    const posted = await scene.answer(
      growing('direct', async () => ending('By mail')),
      scene.command,
    )
    expect(await scene.shownTo('olivia', 'By mail')).toMatchObject({ id: posted?.messageId, private: false })
    expect(await scene.shownTo('olivia', 'Sent to you')).toMatchObject({
      private: true,
      channel: scene.harness.channel,
    })
  })

  it('grow on the spot for somebody who takes no direct messages (B12)', async () => {
    scene.harness.blockDirectMessages(scene.harness.olivia)
    await scene.answer(
      growing('direct', async () => ending('Not by mail')),
      scene.command,
    )
    expect(await scene.shownTo('olivia', 'Not by mail')).toMatchObject({
      private: true,
      channel: scene.harness.channel,
    })
  })

  it('end in a direct message when they take longer than Discord waits', async () => {
    await privately(async () => {
      scene.harness.clock.advance(16 * 60_000)
      return ending('At last')
    })
    const seen = await scene.shownTo('olivia', 'At last')
    expect(seen.channel).not.toBe(scene.harness.channel)
  })
})
