import { command, press, say, submit } from '../../src/chat'
import { createChatStage, createGate, echo, FakeResponder, identified, typed } from './stage'

const form = { submit: 'save', title: 'Save', submitLabel: 'Save', fields: [] }

const createSlowStage = () => {
  const { gate, open } = createGate()
  const slow = async () => gate.then(() => say({ title: 'Done' }))
  const search = async () => gate.then(() => [])
  const find = { kind: 'search', description: 'Which', search } as const
  const stage = createChatStage([
    {
      commands: [
        command({ name: 'reply', description: 'Slow', options: {}, run: slow }),
        command({ name: 'form', description: 'Slow', first: 'form', options: {}, run: slow }),
        command({ name: 'find', description: 'Slow', options: { team: find }, run: slow }),
      ],
      presses: [press({ name: 'reply', run: slow }), press({ name: 'form', first: 'form', run: slow })],
      submits: [submit({ name: 'save', form: async () => form, run: slow })],
    },
  ])
  return { ...stage, open }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

describe('work that takes long (B1)', () => {
  test.each([
    typed('reply'),
    { kind: 'press', press: 'reply' } as const,
    { kind: 'press', press: 'command:reply' } as const,
    { kind: 'submit', submit: 'save', values: {} } as const,
  ])('is announced after two seconds and answered when it is done: $kind', async (happening) => {
    const { meet, open } = createSlowStage()
    const responder = new FakeResponder()
    const met = meet(happening, { responder })
    await jest.advanceTimersByTimeAsync(1_999)
    expect(responder.calls).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(responder.calls).toEqual(['defer'])
    await jest.advanceTimersByTimeAsync(60_000)
    open()
    await met
    expect(responder.calls).toEqual(['defer', 'answer'])
  })

  test.each([
    typed('form'),
    { kind: 'press', press: 'form' } as const,
    { kind: 'press', press: 'command:form' } as const,
  ])('is never announced where a form comes first: $kind', async (happening) => {
    const { meet, open } = createSlowStage()
    const responder = new FakeResponder()
    const met = meet(happening, { responder })
    await jest.advanceTimersByTimeAsync(60_000)
    open()
    await met
    expect(responder.calls).toEqual(['answer'])
  })

  test.each([
    { kind: 'complete', command: 'find', option: 'team', typed: '', words: {} } as const,
    { kind: 'search', search: 'command:find:team', typed: '' } as const,
  ])('is never announced for suggestions: $kind', async (happening) => {
    const { meet, open } = createSlowStage()
    const responder = new FakeResponder()
    const met = meet(happening, { responder })
    await jest.advanceTimersByTimeAsync(60_000)
    open()
    await met
    expect(responder.calls).toEqual(['suggest'])
  })

  test('counts from receipt, so that a slow identification is announced too', async () => {
    const { gate, open } = createGate()
    const { meet } = createChatStage([{ commands: [echo('fine')] }], {
      identify: async () => gate.then(() => identified),
    })
    const responder = new FakeResponder()
    const met = meet(typed('fine'), { responder })
    await jest.advanceTimersByTimeAsync(2_000)
    expect(responder.calls).toEqual(['defer'])
    open()
    await met
    expect(responder.calls).toEqual(['defer', 'answer'])
  })

  test('for a form that a button asks for is not announced before it', async () => {
    const { gate, open } = createGate()
    const options = { name: { kind: 'text', description: 'Name', asked: true, maxLength: 10 } } as const
    const { meet } = createChatStage([{ commands: [echo('ask', { options })] }], {
      identify: async () => gate.then(() => identified),
    })
    const responder = new FakeResponder()
    const met = meet({ kind: 'press', press: 'command:ask' }, { responder })
    await jest.advanceTimersByTimeAsync(60_000)
    open()
    await met
    expect(responder.calls).toEqual(['answer'])
    expect(responder.only.kind).toBe('form')
  })
})

describe('an announcement', () => {
  test('leaves no timer behind once the work is done in time', async () => {
    const { meet, open } = createSlowStage()
    open()
    const responder = await meet(typed('reply'))
    expect(jest.getTimerCount()).toBe(0)
    expect(responder.calls).toEqual(['answer'])
  })

  test('leaves no timer behind when the work fails', async () => {
    const { meet } = createChatStage([
      { commands: [echo('break', { run: () => Promise.reject(new Error('out of order')) })] },
    ])
    await meet(typed('break'))
    expect(jest.getTimerCount()).toBe(0)
  })

  test('under way is waited for, so that the answer comes after it', async () => {
    const { meet, open } = createSlowStage()
    const responder = new FakeResponder()
    const { gate, open: takeDeferral } = createGate()
    responder.defer = () => gate.then(() => void responder.calls.push('deferred'))
    const met = meet(typed('reply'), { responder })
    await jest.advanceTimersByTimeAsync(2_000)
    open()
    await jest.advanceTimersByTimeAsync(1_000)
    expect(responder.calls).toEqual([])
    takeDeferral()
    await met
    expect(responder.calls).toEqual(['deferred', 'answer'])
  })

  test('that the platform refuses is logged, and the work is answered all the same (B8)', async () => {
    const { meet, open, lines } = createSlowStage()
    const responder = new FakeResponder()
    responder.defer = () => Promise.reject(new Error('unreachable'))
    const met = meet(typed('reply'), { responder })
    await jest.advanceTimersByTimeAsync(10_000)
    open()
    await met
    expect(lines).toMatchObject([{ level: 'warn', data: { err: new Error('unreachable') } }])
    expect(responder.title).toBe('Done')
  })
})
