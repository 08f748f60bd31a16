import { type Chatter, findMessage, type SeenMessage, until } from '../../../sandbox/driver'
import { type Card, ref, replace, say } from '../../../src/chat'
import { png } from '../../support/png'
import { reader, type Scene } from '../scene'

const chart = png()
const csv = Buffer.from('day,answers\n2030-01-01,12\n')
const pdf = Buffer.from('%PDF-1.7 and so on')

const may = { name: 'may.png', png: chart, alt: 'Answers a day in May, most on the 12th' }
const june = { name: 'june.png', png: png({ width: 9 }), alt: 'Answers a day in June' }
const table = { name: 'usage.csv', mediaType: 'text/csv', bytes: csv }
const invoice = { name: 'INV-2030-0001.pdf', mediaType: 'application/pdf', bytes: pdf }
const again = [{ label: 'Next', press: ref('usage.next', '01J') }]

export function describeAttachments(scene: Scene): void {
  const sees = (chatter: Chatter, title: string) => until(chatter, () => findMessage(chatter, title))
  const shows = (chatter: Chatter, title: string, names: string[]) =>
    until(chatter, () => {
      const seen = findMessage(chatter, title)
      return namesOf(seen).join() === names.join() ? seen : undefined
    })
  const command = scene.type('/team invite ann@acme.test')
  const answer = (card: Card, audience: 'private' | 'channel' | 'direct') =>
    scene.play((_, responder) => responder.answer(say(card, audience)), command)

  it('shows a picture with its words and hands out files, byte for byte', async () => {
    const { adam } = scene.harness
    await answer(
      { title: 'Usage in May', image: may, files: [table, invoice], context: 'Small print' },
      'channel',
    )
    const seen = await shows(adam, 'Usage in May', ['usage.csv', 'INV-2030-0001.pdf'])
    expect(seen).toMatchObject({ private: false, channel: scene.harness.channel })
    expect(seen.text).toContain(may.alt)
    expect(picturesOf(adam, seen)).toEqual([{ alt: may.alt, bytes: chart }])
    expect(seen.files?.map(({ id }) => Buffer.from(adam.open(id).bytes))).toEqual([csv, pdf])
    expect(seen.text).toContain('Small print')
  })

  it('shows what is attached to a private answer to the asker alone', async () => {
    const { olivia, adam } = scene.harness
    await answer({ title: 'Your own usage', image: may, files: [table] }, 'private')
    const seen = await shows(olivia, 'Your own usage', ['usage.csv'])
    expect(picturesOf(olivia, seen)).toEqual([{ alt: may.alt, bytes: chart }])
    expect(findMessage(adam, 'Your own usage')).toBeUndefined()
    for (const { id } of [...(seen.files ?? []), ...(seen.pictures ?? [])])
      expect(() => adam.open(id)).toThrow('sees no file')
  })

  it('attaches to a direct answer', async () => {
    const { olivia } = scene.harness
    const posted = await answer({ title: 'Invoice for you', files: [invoice] }, 'direct')
    const seen = await shows(olivia, 'Invoice for you', ['INV-2030-0001.pdf'])
    expect(posted).toMatchObject({ channelId: seen.channel, messageId: seen.id })
  })

  it('puts another picture and other files in the place of those of the pressed message (B4)', async () => {
    const { adam } = scene.harness
    const first = { title: 'Usage, page one', image: may, files: [table], buttons: again }
    await answer(first, 'channel')
    const before = await shows(adam, 'Usage, page one', ['usage.csv'])
    const second = { title: 'Usage, page two', image: june, files: [invoice], buttons: again }
    await scene.play((_, responder) => responder.answer(replace(second)), scene.press(before, 'Next'))
    const after = await shows(adam, 'Usage, page two', ['INV-2030-0001.pdf'])
    expect(after.id).toBe(before.id)
    expect(picturesOf(adam, after)).toEqual([{ alt: june.alt, bytes: june.png }])
    for (const { id } of [...(before.files ?? []), ...(before.pictures ?? [])])
      expect(() => adam.open(id)).toThrow('sees no file')
    await scene.play(
      (_, responder) => responder.answer(replace({ title: 'No usage' })),
      scene.press(after, 'Next'),
    )
    expect(await shows(adam, 'No usage', [])).not.toHaveProperty('pictures')
  })

  it('keeps the picture while work goes on, and afterwards (B3)', async () => {
    const { adam, olivia } = scene.harness
    await answer({ title: 'Slow usage', image: may, files: [table], buttons: again }, 'channel')
    const before = await shows(adam, 'Slow usage', ['usage.csv'])
    await scene.play(
      async (_, responder) => {
        await responder.defer()
        const meanwhile = await until(adam, () => {
          const seen = findMessage(adam, 'Slow usage')
          return seen?.text.includes('Working') ? seen : undefined
        })
        expect(picturesOf(adam, meanwhile)).toEqual([{ alt: may.alt, bytes: chart }])
        await responder.answer(say({ title: 'There is no more', files: [invoice] }))
      },
      scene.press(before, 'Next'),
    )
    await shows(olivia, 'There is no more', ['INV-2030-0001.pdf'])
    const after = await sees(adam, 'Slow usage')
    expect(after).toMatchObject({
      controls: [{ label: 'Next', disabled: false }],
      files: [{ name: 'usage.csv' }],
    })
    expect(picturesOf(adam, after)).toEqual([{ alt: may.alt, bytes: chart }])
  })

  it('attaches outside of an interaction, and redraws with the same, others, or none', async () => {
    const { adapter, adam } = scene.harness
    const to = scene.harness.chatUser(adam)
    const card = { title: 'Invoice for January', image: may, files: [invoice] }
    const sent = await adapter.messenger.direct(to, card, reader, '01JFILES')
    if (!sent.ok) throw new Error(sent.why)
    const first = await shows(adam, 'Invoice for January', ['INV-2030-0001.pdf'])
    expect(first.id).toBe(sent.posted.messageId)

    await adapter.messenger.edit(sent.posted, { ...card, text: 'It was paid.' }, reader)
    const paid = await sees(adam, 'It was paid.')
    expect(paid).toMatchObject({ id: first.id, files: [{ name: 'INV-2030-0001.pdf' }] })
    expect(picturesOf(adam, paid)).toEqual([{ alt: may.alt, bytes: chart }])

    await adapter.messenger.edit(sent.posted, { title: 'Usage instead', image: june, files: [table] }, reader)
    const changed = await shows(adam, 'Usage instead', ['usage.csv'])
    expect(picturesOf(adam, changed)).toEqual([{ alt: june.alt, bytes: june.png }])

    await adapter.messenger.edit(sent.posted, { title: 'Withdrawn' }, reader)
    const last = await shows(adam, 'Withdrawn', [])
    expect(last).not.toHaveProperty('pictures')
  })
}

const namesOf = (seen: SeenMessage | undefined) =>
  seen?.files?.map(({ name }) => name) ?? (seen ? [] : ['nothing'])

const picturesOf = (chatter: Chatter, { pictures = [] }: SeenMessage) =>
  pictures.map(({ id, alt }) => ({ alt, bytes: Buffer.from(chatter.open(id).bytes) }))
