import { command, type Ending, type Feature, type Growing, type Stream, say } from '../../src/chat'
import { createChatStage, createGate, FakeResponder, identified, nobody, posted, typed } from './stage'

const place = { platform: 'slack', tenant: 'T1', channelId: 'C1', direct: false, shared: false } as const
const growing: Growing = {
  posted,
  place,
  signal: new AbortController().signal,
  show: () => {},
}

const streamOf = (write: Stream['write'], subject?: Stream['subject']): Stream => ({
  kind: 'stream',
  audience: 'thread',
  title: 'Handbook',
  stop: { label: 'Stop', press: 'stop' },
  write,
  ...(subject && { subject }),
})

const asking = (stream: Stream): Feature => ({
  commands: [command({ name: 'ask', description: 'Asks', options: {}, run: async () => stream })],
})

/** Lets the answer grow at once, as an adapter does. */
class GrowingResponder extends FakeResponder {
  ending: Ending | undefined
  override async answer(answer: Parameters<FakeResponder['answer']>[0]) {
    if (answer.kind === 'stream') {
      this.ending = await answer.write(growing)
      await this.ending.shown?.([posted, { ...posted, messageId: 'M2' }])
    }
    return super.answer(answer)
  }
}

describe('an answer that grows', () => {
  test('is remembered from its first message on, and each of its messages in the end', async () => {
    const subject = { type: 'answer', id: '01J' }
    const stream = streamOf(async () => ({ cards: [{ title: 'a' }, { title: 'b' }] }), subject)
    const { meet, remembered } = createChatStage([asking(stream)])
    await meet(typed('ask'), { responder: new GrowingResponder() })
    const kept = remembered.map(([what, where, personId]) => [what, where, personId])
    expect(kept).toEqual([
      [{ ...subject, view: '0' }, posted, null],
      [{ ...subject, view: '0' }, posted, null],
      [{ ...subject, view: '1' }, { ...posted, messageId: 'M2' }, null],
    ])
  })

  test('ends with a reference when its writer fails (B8)', async () => {
    const stream = streamOf(async () => {
      throw new Error('model on fire')
    })
    const { meet, lines } = createChatStage([asking(stream)])
    const responder = new GrowingResponder()
    await meet(typed('ask'), { responder })
    expect(responder.ending?.cards[0]?.title).toMatch(/^Something went wrong, reference \w{4}$/)
    expect(JSON.stringify(responder.ending)).not.toContain('on fire')
    expect(lines).toMatchObject([{ level: 'error', data: { happening: 'command ask' } }])
  })

  test('does not take the place of an interaction while it grows (P4)', async () => {
    const { gate, open } = createGate()
    const begun = createGate()
    const stream = streamOf(async () => {
      begun.open()
      await gate
      return { cards: [{ title: 'late' }] }
    })
    const { meet } = createChatStage([asking(stream), { commands: [echoing] }], {
      maxInFlight: 1,
    })
    const first = meet(typed('ask'), { responder: new GrowingResponder() })
    await begun.gate
    expect((await meet(typed('echo'))).title).toBe('still here')
    open()
    await first
  })
})

const echoing = command({
  name: 'echo',
  description: 'Answers',
  options: {},
  run: async () => say({ title: 'still here' }),
})

describe('what people say to each other', () => {
  const overheard = { kind: 'message', id: 'M1', text: 'lunch?', addressed: false } as const
  const conversing = (follows: boolean): Feature => ({
    conversing: {
      follows: async () => follows,
      message: async (_context, { text }) => (text === 'lunch?' ? say({ title: 'yes' }) : null),
      opened: async () => say({ title: 'hello' }),
    },
  })

  test('is passed over without asking who they are, where we do not take part', async () => {
    const { meet } = createChatStage([conversing(false)], {
      identify: async () => {
        throw new Error('nobody asked')
      },
    })
    expect((await meet(overheard)).calls).toEqual([])
  })

  test('is answered in a thread of ours, to people we know', async () => {
    const { meet } = createChatStage([conversing(true)], { identify: async () => identified })
    expect((await meet(overheard)).title).toBe('yes')
  })

  test('is no reason to explain anything to people we do not know (R22)', async () => {
    const refusal = { code: 'notLinked', why: 'noMatch' } as const
    const { meet } = createChatStage([conversing(true)], { identify: async () => ({ ...nobody, refusal }) })
    expect((await meet(overheard)).calls).toEqual([])
    expect((await meet({ ...overheard, addressed: true })).title).not.toBe('yes')
  })

  test('needs no answer', async () => {
    const { meet } = createChatStage([conversing(true)])
    expect((await meet({ ...overheard, text: 'later' })).calls).toEqual([])
    expect((await meet({ ...overheard, text: 'later', addressed: true })).calls).toEqual([])
  })
})

test('a message may be answered by what /rolecall shows', async () => {
  const conversing = {
    follows: async () => true,
    message: async () => 'start' as const,
    opened: async () => say({ title: '' }),
  }
  const rolecall = command({
    name: 'rolecall',
    description: 'Start',
    options: {},
    run: async () => say({ title: 'start' }),
  })
  const { meet } = createChatStage([{ conversing, commands: [rolecall] }])
  expect((await meet({ kind: 'message', id: 'M1', text: 'hello', addressed: true })).title).toBe('start')
})

test('two features that want to answer messages are refused when the product starts', () => {
  const conversing = {
    follows: async () => false,
    message: async () => null,
    opened: async () => say({ title: '' }),
  }
  expect(() => createChatStage([{ conversing }, { conversing }])).toThrow('two features')
})

test('an entry of the menu of a message gets that message', async () => {
  const message = { id: 'M1', author: 'Ann', text: 'The sky is green.' }
  const menus = [
    {
      name: 'about',
      label: 'Ask',
      first: 'reply' as const,
      run: async (_: unknown, { text }: typeof message) => say({ title: text }),
    },
  ]
  const { meet } = createChatStage([{ menus }])
  expect((await meet({ kind: 'menu', menu: 'about', message })).title).toBe('The sky is green.')
  expect((await meet({ kind: 'menu', menu: 'gone', message })).title).toBe('I do not know this command')
})
