import { type Chatter, findMessage, type SeenMessage, until } from '../../../sandbox/driver'
import type { Interaction, Place, Responder, Stream } from '../../../src/chat'
import { reader, type Scene } from '../scene'

export function describeThreads(scene: Scene): void {
  const listen = async (interaction: Interaction) => interaction
  const messageId = ({ happening }: Interaction) => (happening.kind === 'message' ? happening.id : '')

  /** Answers with one card, and tells where the conversation goes on. */
  const answerBelow = (title: string) => async (interaction: Interaction, responder: Responder) => {
    let goesOn: Place | undefined
    const stream: Stream = {
      kind: 'stream',
      audience: 'thread',
      title: 'Thinking',
      stop: { label: 'Stop', press: 'answer.stop:01J' },
      async write(growing) {
        goesOn = growing.place
        return { cards: [{ title }] }
      },
    }
    const posted = await responder.answer(stream)
    return { asked: interaction, goesOn, posted }
  }

  /** Olivia mentions the bot in the channel, which answers below her question. */
  async function conversation(title: string) {
    const { olivia, adam, channel, mention } = scene.harness
    const asking = () => olivia.type(`${mention} what does ${title} cost?`, channel)
    const answered = await scene.play(answerBelow(title), asking)
    const answer = await until(adam, () => findMessage(adam, new RegExp(`^${title}`)))
    return { ...answered, answer }
  }

  /** Says something beside the answer, which the bot hears. */
  const goOn = (who: Chatter, { channel, thread }: SeenMessage, words: string) =>
    scene.overhear(listen, () => who.type(words, channel, thread === undefined ? {} : { thread }))

  it('answers a mention below the question, where everybody reads it (B9)', async () => {
    const { asked, answer, posted } = await conversation('Lamp')
    const { channels } = scene.harness.adam
    const parent = channels.call(scene.harness.adam).find(({ id }) => id === answer.channel)?.parent
    expect(answer.thread ?? parent).toBe(answer.thread ? messageId(asked) : scene.harness.channel)
    expect(posted).toMatchObject({ channelId: answer.channel, messageId: answer.id })
  })

  it('hears what is said below its answer without being mentioned, and knows the place again (B9)', async () => {
    const { answer, goesOn } = await conversation('Chair')
    const { happening, place } = await goOn(scene.harness.olivia, answer, 'and in blue?')
    expect(happening).toMatchObject({ kind: 'message', text: 'and in blue?', addressed: false })
    expect(place).toEqual(goesOn)
  })

  it('answers what is said there in the same place (B9)', async () => {
    const { answer, goesOn } = await conversation('Table')
    const { olivia, adam } = scene.harness
    const more = answer.thread === undefined ? {} : { thread: answer.thread }
    const again = await scene.overhear(answerBelow('Ten more'), () =>
      olivia.type('with drawers?', answer.channel, more),
    )
    expect(again.goesOn).toEqual(goesOn)
    const { channel, thread } = await until(adam, () => findMessage(adam, 'Ten more'))
    expect({ channel, thread }).toEqual({ channel: answer.channel, thread: answer.thread })
  })

  it('reads what people said there before, oldest first and without bots (B9)', async () => {
    const { answer } = await conversation('Sofa')
    const { olivia, adam, adapter } = scene.harness
    await goOn(adam, answer, 'I paid ten')
    await goOn(olivia, answer, 'that is a lot')
    const asked = await goOn(olivia, answer, 'is it cheaper now?')
    const recent = (limit: number) => adapter.contents.recent(asked.place, messageId(asked), limit)
    const lately = [
      { author: adam.name, text: 'I paid ten' },
      { author: olivia.name, text: 'that is a lot' },
    ]
    expect(await recent(2)).toEqual(lately)
    expect(await recent(1)).toEqual(lately.slice(1))
    const [first, ...others] = await recent(10)
    expect(first).toMatchObject({
      author: olivia.name,
      text: expect.stringContaining('what does Sofa cost?'),
    })
    expect(others).toEqual(lately)
  })

  it('answers in a private conversation where it was asked', async () => {
    const { adapter, olivia } = scene.harness
    const to = scene.harness.chatUser(olivia)
    await adapter.messenger.direct(to, { title: 'Ask me here' }, reader, '01JTHREAD')
    const { channel } = await until(olivia, () => findMessage(olivia, 'Ask me here'))
    const answered = await scene.play(answerBelow('Only you read this'), () => olivia.type('hello', channel))
    expect(answered.goesOn).toEqual(answered.asked.place)
    expect(await until(olivia, () => findMessage(olivia, 'Only you read this'))).toMatchObject({ channel })
  })
}
