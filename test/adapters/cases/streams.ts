import { type Chatter, type SeenMessage, until } from '../../../sandbox/driver'
import {
  type Card,
  type Growing,
  type Interaction,
  type PostedMessage,
  pre,
  type Responder,
  ref,
  type Stream,
  say,
  text,
} from '../../../src/chat'
import { reader, type Scene } from '../scene'

const stop = { label: 'Stop', press: ref('answers.stop', '01J') }

export function describeStreams(scene: Scene): void {
  it('lets an answer grow in a thread, with a button to stop it, until its card takes the place', async () => {
    const { adam } = scene.harness
    const posted = await ask('how many holidays?', 'thread', async (growing) => {
      growing.show(['Twenty-'])
      await until(adam, () => find(adam, 'Twenty-'))
      growing.show(['Twenty-five days'])
      const seen = await until(adam, () => find(adam, 'Twenty-five days'))
      expect(seen.text).toContain('Handbook')
      expect(seen.controls).toMatchObject([{ label: 'Stop', disabled: false }])
      return [{ title: 'Handbook', text: 'Twenty-five days a year.', context: 'Source: leave.pdf' }]
    })
    const seen = await until(adam, () => find(adam, 'Source: leave.pdf'))
    expect(seen).toMatchObject({ private: false, controls: [] })
    expect(seen.text).toContain('Twenty-five days a year.')
    expect(posted).toMatchObject({ channelId: seen.channel, messageId: seen.id })
  })

  it('can be edited by a job once it is complete (B4)', async () => {
    const { adam, adapter } = scene.harness
    const posted = await ask('who decides?', 'thread', async () => [
      { title: 'Handbook', text: 'The owner.' },
    ])
    if (!posted) throw new Error('nobody knows where the answer stands')
    await adapter.messenger.edit(posted, { title: 'Handbook', text: 'The owner decides.' }, reader)
    const seen = await until(adam, () => find(adam, 'The owner decides.'))
    expect(seen.id).toBe(posted.messageId)
  })

  it('hands over a press on the button while the answer grows', async () => {
    const { olivia } = scene.harness
    let press: (reference: string) => void
    const pressed = new Promise<string>((resolve) => {
      press = resolve
    })
    const part = async ({ happening }: Interaction, responder: Responder) => {
      if (happening.kind === 'press') {
        press(happening.press)
        return responder.answer(say({ title: 'Stopping' }))
      }
      return responder.answer(
        streamOf('thread', async (growing) => {
          growing.show(['Once upon a time'])
          return [{ title: 'Stopped', text: await pressed }]
        }),
      )
    }
    await scene.playTimes(2, part, async () => {
      await address('tell me a tale')
      const seen = await until(olivia, () => find(olivia, 'Once upon a time'))
      await olivia.press(seen.id, seen.controls[0]?.id ?? '')
    })
    await until(olivia, () => find(olivia, 'answers.stop:01J'))
  })

  it('goes on in another message where one is full (B10)', async () => {
    const { adam } = scene.harness
    await ask('everything?', 'thread', async (growing) => {
      growing.show(['The first piece'])
      growing.show(['The first piece ends', 'The second piece'])
      const second = await until(adam, () => find(adam, 'The second piece'))
      const first = await until(adam, () => find(adam, 'The first piece ends'))
      expect(second.id).not.toBe(first.id)
      return [
        { title: 'Handbook', text: 'Part one' },
        { title: '', text: 'Part two' },
        { title: '', text: 'Part three' },
      ]
    })
    await until(adam, () => find(adam, 'Part three'))
    const seen = adam.channels().flatMap(({ messages }) => messages)
    const parts = seen.filter((each) => each.text.includes('Part '))
    expect(parts.map((each) => /Part \w+/.exec(each.text)?.[0])).toEqual([
      'Part one',
      'Part two',
      'Part three',
    ])
    expect(parts.flatMap((each) => each.controls)).toEqual([])
  })

  it('takes away what is left over when it ends shorter than it grew', async () => {
    const { adam } = scene.harness
    await ask('really?', 'thread', async (growing) => {
      growing.show(['Beginning', 'Left over'])
      await until(adam, () => find(adam, 'Left over'))
      return [{ title: 'It failed, reference 7F3K' }]
    })
    await until(adam, () => find(adam, 'reference 7F3K'))
    await until(adam, () => (find(adam, 'Left over') ? undefined : true))
    expect(find(adam, 'Beginning')).toBeUndefined()
  })

  it('shows hostile words as they are while they come, pings nobody, formats nothing (B13, H8)', async () => {
    const { adam } = scene.harness
    const hostile = `<!channel> *x* _y_ ~~z~~ @everyone <@${adam.userId}> <https://evil.test|click> **b** [c](https://evil.test) # h`
    const shown = text`${hostile} ${pre(`code \`\`\` ${hostile}`)}the end`
    await ask('be nasty', 'thread', async (growing) => {
      growing.show([shown])
      const seen = await until(adam, () => find(adam, 'the end'))
      expect(seen.pings).toEqual([])
      expect(visible(seen).split(hostile)).toHaveLength(3)
      expect(seen.controls.map(({ label }) => label)).toEqual(['Stop'])
      return [{ title: 'Nasty', text: shown }]
    })
    const after = await until(adam, () => find(adam, 'Nasty'))
    expect(after).toMatchObject({ pings: [], controls: [] })
    expect(visible(after).split(hostile)).toHaveLength(3)
  })

  it('shows an answer in the channel to a command', async () => {
    const { adam, channel } = scene.harness
    const posted = await grow('channel', scene.type('/team invite ann@acme.test'), async (growing) => {
      growing.show(['For everybody'])
      await until(adam, () => find(adam, 'For everybody'))
      expect(growing.place.tenant).not.toBeNull()
      return [{ title: 'In the channel', text: 'Said to all' }]
    })
    const seen = await until(adam, () => find(adam, 'Said to all'))
    expect(posted).toMatchObject({ channelId: channel, messageId: seen.id })
  })

  it('shows a private answer to the asker alone', async () => {
    const { olivia, adam } = scene.harness
    let where: PostedMessage | undefined
    await grow('private', scene.type('/team invite ann@acme.test'), async (growing) => {
      where = growing.posted
      growing.show(['Nobody else'])
      return [{ title: 'In confidence', text: 'Nobody else reads this' }]
    })
    const seen = await until(olivia, () => find(olivia, 'Nobody else reads this'))
    expect(seen.private).toBe(true)
    expect(find(adam, 'Nobody else reads this')).toBeUndefined()
    expect(where).toBeUndefined()
  })

  async function address(question: string): Promise<void> {
    const { olivia, channel, mention } = scene.harness
    await olivia.type(`${mention} ${question}`, channel)
  }

  const ask = (question: string, audience: Stream['audience'], write: Write) =>
    grow(audience, () => address(question), write)

  function grow(audience: Stream['audience'], act: () => Promise<void>, write: Write) {
    return scene.play((_, responder) => responder.answer(streamOf(audience, write)), act)
  }
}

type Write = (growing: Growing) => Promise<readonly Card[]>

const streamOf = (audience: Stream['audience'], write: Write): Stream => ({
  kind: 'stream',
  audience,
  title: 'Handbook',
  stop,
  write: async (growing) => ({ cards: await write(growing) }),
})

/** The newest message with these words. */
const find = (chatter: Chatter, words: string): SeenMessage | undefined =>
  chatter
    .channels()
    .flatMap(({ messages }) => messages)
    .reverse()
    .find((seen) => visible(seen).includes(words))

/** Renderers may put characters of no width around marks. */
const visible = (seen: SeenMessage) => seen.text.replace(/\u200b|\u2060|\ufeff/g, '')
