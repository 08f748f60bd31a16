import { refuse, say, type Visit } from '../../src/chat'
import { createChatStage, createGate, echo, FakeResponder, type Line, typed } from './stage'

const SECRET = 'between us two'
const REFERENCE = /^Something went wrong, reference ([0-9A-Z]{4})$/

const broken = {
  commands: [
    echo('break', {
      options: { note: { kind: 'text', description: 'Note', maxLength: 100 } },
      run: async () => {
        throw new Error('out of order')
      },
    }),
    echo('fine'),
    echo('rolecall', {
      run: async () => {
        throw new Error('out of order')
      },
    }),
  ],
  submits: [
    {
      name: 'save',
      who: 'known' as const,
      form: async () => {
        throw new Error('no form')
      },
      run: async () => refuse({ code: 'codeWrong' }, 'code'),
    },
  ],
}

/** What the log holds besides the error itself. */
const withoutError = (lines: readonly Line[]) =>
  lines.map(({ level, data: { err: _, ...data }, message }) => ({ level, data, message }))

describe('a handler that throws', () => {
  test('is answered privately with a reference that the log has, and the log has no text (B8)', async () => {
    const { meet, lines } = createChatStage([broken])
    const { only, title } = await meet(typed('break', { line: `note:"${SECRET}"` }))
    const reference = REFERENCE.exec(title)?.[1]
    expect(only).toMatchObject({ kind: 'say', audience: 'private', card: { tone: 'danger' } })
    expect(withoutError(lines)).toEqual([
      {
        level: 'error',
        data: { reference, key: 'I1', platform: 'slack', happening: 'command break' },
        message: 'interaction failed',
      },
    ])
    expect(lines[0]?.data.err).toEqual(new Error('out of order'))
    expect(JSON.stringify([only, withoutError(lines)])).not.toContain(SECRET)
    expect(JSON.stringify(only)).not.toContain('out of order')
  })

  test('on a message leaves the text of the message out of the log (B8)', async () => {
    const { meet, lines } = createChatStage([broken])
    const { title } = await meet({ kind: 'message', id: 'M1', text: SECRET, addressed: true })
    expect(title).toMatch(REFERENCE)
    expect(withoutError(lines)).toMatchObject([{ data: { happening: 'message' } }])
    expect(JSON.stringify(withoutError(lines))).not.toContain(SECRET)
  })

  test('while its form is made again leaves what was filled in out of the log (B8)', async () => {
    const { meet, lines } = createChatStage([broken])
    const { title } = await meet({ kind: 'submit', submit: 'save:01J', values: { code: SECRET } })
    expect(title).toMatch(REFERENCE)
    expect(withoutError(lines)).toMatchObject([{ data: { happening: 'submit save:01J' } }])
    expect(JSON.stringify(withoutError(lines))).not.toContain(SECRET)
  })

  test('gets another reference each time', async () => {
    const { meet } = createChatStage([broken])
    const titles = await Promise.all([1, 2, 3].map(async () => (await meet(typed('break'))).title))
    expect(new Set(titles).size).toBe(3)
  })

  test('does not stand in the way of the next interaction', async () => {
    const { meet } = createChatStage([broken], { maxInFlight: 1 })
    await meet(typed('break'))
    expect((await meet(typed('fine'))).title).toBe('fine')
  })

  test('with a view that is too large is answered all the same (B8)', async () => {
    const large = echo('large', { run: async () => say({ title: SECRET.repeat(100) }) })
    const { meet, lines } = createChatStage([{ commands: [large] }])
    expect((await meet(typed('large'))).title).toMatch(REFERENCE)
    expect(String(lines[0]?.data.err)).not.toContain(SECRET)
  })
})

test('when nobody can tell who speaks, the reference is said and nothing is run (B8, R22)', async () => {
  const runs: Visit[] = []
  const run = async (visit: Visit) => {
    runs.push(visit)
    return say({ title: 'Done' })
  }
  const { meet, lines } = createChatStage([{ commands: [echo('fine', { who: 'anyone', run })] }], {
    identify: async () => {
      throw new Error('no database')
    },
  })
  expect((await meet(typed('fine'))).title).toMatch(REFERENCE)
  expect(lines).toMatchObject([{ level: 'error' }])
  expect(runs).toEqual([])
})

test.each([
  { kind: 'complete', command: 'find', option: 'team', typed: SECRET, words: {} } as const,
  { kind: 'search', search: 'command:find:team', typed: SECRET } as const,
])('suggestions that fail ($kind) are logged without what was typed (B8)', async (happening) => {
  const search = async () => {
    throw new Error('no database')
  }
  const options = { team: { kind: 'search', description: 'Team', search } } as const
  const { meet, lines } = createChatStage([{ commands: [echo('find', { options })] }])
  expect((await meet(happening)).title).toMatch(REFERENCE)
  expect(lines).toHaveLength(1)
  expect(JSON.stringify(withoutError(lines))).not.toContain(SECRET)
})

test('when the platform takes no answer, both tries are in the log and nothing is thrown (B8)', async () => {
  const { meet, lines } = createChatStage([broken])
  const responder = new FakeResponder()
  responder.answer = async () => {
    throw new Error('unreachable')
  }
  await meet(typed('fine'), { responder })
  expect(lines.map((line) => line.level)).toEqual(['error', 'warn'])
})

test('when a posted card cannot be remembered, the person hears of it (B8)', async () => {
  const subject = { type: 'invitation', id: '01J', view: 'inviter' }
  const show = echo('show', { run: async () => say({ title: 'Card' }, 'channel', subject) })
  const { meet } = createChatStage([{ commands: [show] }], {
    remember: async () => {
      throw new Error('no database')
    },
  })
  const { answers } = await meet(typed('show'))
  expect(answers).toMatchObject([
    { card: { title: 'Card' } },
    { card: { title: expect.stringMatching(REFERENCE) } },
  ])
})

describe('when too much is under way (P4)', () => {
  const busy = 'Rolecall is very busy at this moment'

  test('what cannot even be read takes no place for good', async () => {
    const { meet } = createChatStage([broken], { maxInFlight: 1 })
    const endless: Record<string, string> = {}
    Object.assign(endless, { endless })
    const unreadable = await meet({ kind: 'submit', submit: 'save', values: endless })
    expect(unreadable.title).toMatch(REFERENCE)
    expect((await meet(typed('fine'))).title).toBe('fine')
  })

  test('what is above the limit is told at once and privately to try again, the rest is served', async () => {
    const { gate, open } = createGate()
    const wait = echo('wait', { run: async () => gate.then(() => say({ title: 'Waited' })) })
    const { meet } = createChatStage([{ commands: [wait] }], { maxInFlight: 2 })
    const first = [meet(typed('wait')), meet(typed('wait'))]
    const third = await meet(typed('wait'))
    expect(third.only).toMatchObject({ kind: 'say', audience: 'private', card: { title: busy } })
    open()
    expect((await Promise.all(first)).map((responder) => responder.title)).toEqual(['Waited', 'Waited'])
    expect((await meet(typed('wait'))).title).toBe('Waited')
  })

  test('a platform that does not even take that answer throws nothing', async () => {
    const { meet, lines } = createChatStage([], { maxInFlight: 0 })
    const responder = new FakeResponder()
    responder.answer = async () => {
      throw new Error('unreachable')
    }
    await meet(typed('wait'), { responder })
    expect(lines).toMatchObject([{ level: 'warn' }])
  })
})
