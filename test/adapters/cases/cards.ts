import { bold, person, ref, text } from '../../../src/chat'
import { oneOfEverything } from '../contract-views'
import { keep, type Scene } from '../scene'

export function describeCards(scene: Scene): void {
  it('shows one reference on several buttons of a card', async () => {
    const remove = (label: string) => ({ label, press: ref('members.remove', '01J') })
    const seen = await scene.showInChannel({
      title: 'Twice the same',
      rows: [
        { text: 'Maya', button: remove('Remove one') },
        { text: 'Adam', button: remove('Remove two') },
      ],
      buttons: [remove('Remove three')],
    })
    for (const label of ['Remove one', 'Remove two', 'Remove three']) {
      const { happening } = await scene.play(keep, scene.press(seen, label))
      expect(happening).toEqual({ kind: 'press', press: 'members.remove:01J' })
    }
  })

  it('shows every part of a card', async () => {
    const seen = await scene.showInChannel(oneOfEverything)
    const shown = seen.text + seen.controls.map((control) => control.label).join('\n')
    const parts = ['Everything', 'in bold', '01JCODE', 'Field one', 'first value', 'Second', 'Small print']
    for (const part of [...parts, 'the manual', 'Maya', 'Choose', 'Row button', 'Press me', 'Read on'])
      expect(shown).toContain(part)
    expect(seen.text.indexOf('Everything')).toBeLessThan(seen.text.indexOf('Small print'))
  })

  it('trims nothing of the largest card', async () => {
    const words = Array.from({ length: 600 }, (_, index) => `w${index}&`)
      .join(' ')
      .slice(0, 3_500)
    const seen = await scene.showInChannel({ title: 'Largest', text: words })
    expect(flat(seen.text)).toContain(flat(words))
  })

  it('shows hostile words as they are, pings nobody, formats and links nothing (B13, H8)', async () => {
    const hostile = `<!channel> *x* _y_ ~z~ @everyone @here <@${scene.harness.adam.userId}> <https://evil.test|click> **b** [c](https://evil.test) > q`
    const seen = await scene.showInChannel({
      title: 'Hostile',
      text: text`${hostile}\n${bold(hostile)}\n${person(`${hostile.slice(0, 40)}!`, scene.harness.chatUser(scene.harness.adam))}`,
      fields: [{ name: 'Field', value: hostile }],
      rows: [{ text: hostile }],
      context: hostile,
    })
    expect(seen.pings).toEqual([])
    expect(visible(seen.text).split(hostile)).toHaveLength(6)
    expect(visible(seen.text)).toContain(`${hostile.slice(0, 40)}!`)
    expect(seen.controls.filter((control) => control.id.includes('evil'))).toEqual([])
  })
}

/** Renderers may put characters of no width around marks. */
const visible = (shown: string) => shown.replace(/\u200b|\u2060|\ufeff/g, '')

/** Where a long text is split, its white space may go. */
const flat = (shown: string) => visible(shown).replace(/\s+/g, ' ')
