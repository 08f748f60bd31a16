import { findMessage, until } from '../../../sandbox/driver'
import { openForm, say } from '../../../src/chat'
import { everyKindOfField } from '../contract-views'
import { keep, type Scene } from '../scene'

const label = 'Ask about this'

export function describeMenus(scene: Scene): void {
  /** Adam says it in the channel, to nobody. */
  async function overhear(words: string) {
    const { adam, olivia, channel } = scene.harness
    await adam.type(words, channel)
    return until(olivia, () => findMessage(olivia, words))
  }

  it('offers its entries in the menu of every message', () => {
    expect(scene.harness.olivia.messageMenu()).toEqual([label])
  })

  it('hands over the message whose menu was used, who wrote it, and where', async () => {
    const said = await overhear('Refunds take 14 days & more')
    const { happening, place, sender } = await scene.play(keep, () =>
      scene.harness.olivia.choose(said.id, label),
    )
    expect(happening).toEqual({
      kind: 'menu',
      menu: 'about.message',
      message: { id: said.id, author: scene.harness.adam.name, text: 'Refunds take 14 days & more' },
    })
    expect(sender).toMatchObject(scene.harness.chatUser(scene.harness.olivia))
    expect(place).toMatchObject({ channelId: scene.harness.channel, direct: false })
  })

  it('answers privately, and leaves the message alone', async () => {
    const said = await overhear('Who knows about refunds?')
    await scene.play(
      (_, responder) => responder.answer(say({ title: 'About these words' })),
      () => scene.harness.olivia.choose(said.id, label),
    )
    const { olivia, adam } = scene.harness
    expect(await until(olivia, () => findMessage(olivia, 'About these words'))).toMatchObject({
      private: true,
    })
    expect(findMessage(adam, 'About these words')).toBeUndefined()
    expect(findMessage(adam, 'Who knows about refunds?')).toMatchObject({ id: said.id, edited: false })
  })

  it('opens a form from the menu', async () => {
    const said = await overhear('What is a refund?')
    await scene.play(
      (_, responder) => responder.answer(openForm(everyKindOfField)),
      () => scene.harness.olivia.choose(said.id, label),
    )
    expect(scene.harness.olivia.form()?.title).toBe('Team settings')
    const { happening } = await scene.play(keep, scene.submit({ Name: 'Alpha', Role: 'member' }))
    expect(happening).toMatchObject({ kind: 'submit', submit: 'settings.save:01J' })
  })
}
