import type { Growing, Stream } from '../../src/chat'
import { LEASE_MS, LOOK_EVERY_MS } from '../../src/conversations/conversation'
import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { until } from '../support/until'
import { lastTurn, QUESTION, type Scene, setScene, slowModel, turnsOf, usageOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
  // Only the looks after a growing answer are moved by hand; all else keeps its own time.
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'clearTimeout',
    ],
  })
})
afterAll(async () => {
  jest.useRealTimers()
  await rolecall.close()
})

const look = () => jest.advanceTimersByTime(LOOK_EVERY_MS)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
  })

  /** A question that is being answered, and what has come of it in the end. */
  async function beingAnswered(model = slowModel('At seven [1] in ', 'the morning.')) {
    rolecall.model.says(model.script)
    const asking = scene.member.command('ask', QUESTION)
    await model.begun
    const { id } = await lastTurn(rolecall, scene.chatbotId)
    return { id, asking, goOn: model.goOn }
  }
  const turn = () => lastTurn(rolecall, scene.chatbotId)

  test('who asked stops the answer; what has come stays, and is paid', async () => {
    const { id, asking } = await beingAnswered()
    expect(titleOf(await scene.member.press(`answers.stop:${id}`))).toBe('Stopping')
    look()
    const answer = await asking
    expect(wordsOf(answer)).toContain('At seven [1] in')
    expect(wordsOf(answer)).toContain('Stopped.')
    expect(await turn()).toMatchObject({ status: 'stopped', answer: 'At seven [1] in ' })
    expect(await usageOf(rolecall, scene.chatbotId)).toMatchObject([{ inputTokens: 7, outputTokens: 3 }])
  })

  test('nobody else stops it, though they see it', async () => {
    const { id, asking, goOn } = await beingAnswered()
    expect(titleOf(await scene.admin.press(`answers.stop:${id}`))).toBe('This was not your question')
    look()
    goOn()
    expect(wordsOf(await asking)).toContain('At seven [1] in the morning.')
    expect((await turn()).status).toBe('answered')
  })

  test('after the end there is nothing to stop, however often it is wished', async () => {
    await scene.member.command('ask', QUESTION)
    const { id } = await turn()
    for (const key of ['once', 'once', 'twice'])
      expect(titleOf(await scene.member.press(`answers.stop:${id}`, `${id} ${key}`))).toBe(
        'The answer has ended already',
      )
    expect((await turn()).status).toBe('answered')
  })

  test('R19 one wish to stop, delivered again after the end, is answered alike', async () => {
    const { id, asking } = await beingAnswered()
    const stop = async () => titleOf(await scene.member.press(`answers.stop:${id}`, `stop ${id}`))
    const first = await stop()
    look()
    await asking
    expect([await stop(), await stop()]).toEqual([first, first])
  })

  test('F154 one that may say nothing without a source says nothing when it is stopped before one', async () => {
    await rolecall.db.query('UPDATE chatbot SET sources_only = true WHERE id = $1', [scene.chatbotId])
    const { id, asking } = await beingAnswered(slowModel('I simply believe it is at noon.'))
    look()
    await scene.member.press(`answers.stop:${id}`)
    look()
    expect(wordsOf(await asking)).toContain('Stopped.')
    expect(JSON.stringify([scene.member.grown, await turn()])).not.toContain('noon')
  })

  test('an answer is interrupted when its process ends, and can be asked for again', async () => {
    const { asking } = await beingAnswered()
    scene.member.ending.abort()
    expect(wordsOf(await asking)).toContain('interrupted')
    expect((await turn()).status).toBe('interrupted')
    expect(await usageOf(rolecall, scene.chatbotId)).toMatchObject([{ inputTokens: 7 }])
    expect(cardOf(await asking).buttons).toMatchObject([{ label: 'Ask again' }])
  })

  test('one whose process is gone is interrupted when its lease is over, and its message says so', async () => {
    const { id, asking, goOn } = await beingAnswered()
    rolecall.clock.advance(LEASE_MS - 1)
    await rolecall.sweep()
    expect((await turn()).status).toBe('answering')
    rolecall.clock.advance(1)
    await rolecall.sweep()
    expect((await turn()).status).toBe('interrupted')
    await rolecall.deliver()
    const redrawn = rolecall.sent.find(({ edited, card }) => edited && JSON.stringify(card).includes(id))
    expect(JSON.stringify(redrawn?.card)).toContain('interrupted')
    expect(redrawn?.card.buttons).toMatchObject([{ label: 'Ask again', press: `answers.again:${id}` }])
    // It was only slow: its late end changes nothing, and is not paid.
    goOn()
    expect(wordsOf(await asking)).toContain('interrupted')
    expect(await turn()).toMatchObject({ status: 'interrupted', answer: '' })
    expect(await usageOf(rolecall, scene.chatbotId)).toEqual([])
  })

  test('F154 of one that dies before it has named a source nothing is shown', async () => {
    await rolecall.db.query('UPDATE chatbot SET sources_only = true WHERE id = $1', [scene.chatbotId])
    const { asking, goOn } = await beingAnswered(slowModel('I simply believe it is at noon.'))
    await looked()
    rolecall.clock.advance(LEASE_MS)
    await rolecall.sweep()
    expect(await turn()).toMatchObject({ status: 'interrupted', answer: '' })
    goOn()
    await asking
  })

  test('what was shown before its process died is kept', async () => {
    const { asking, goOn } = await beingAnswered(slowModel('At seven [1]. And [9] then'))
    await looked()
    rolecall.clock.advance(LEASE_MS)
    await rolecall.sweep()
    expect(await turn()).toMatchObject({ status: 'interrupted', answer: 'At seven [1]. And then' })
    goOn()
    await asking
  })

  test('a slow one that lives keeps its lease', async () => {
    const { asking, goOn } = await beingAnswered()
    for (let step = 0; step < 4; step += 1) {
      rolecall.clock.advance(LEASE_MS - 1)
      await looked()
      await rolecall.sweep()
    }
    expect((await turn()).status).toBe('answering')
    goOn()
    expect(wordsOf(await asking)).toContain('At seven [1] in the morning.')
    expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(1)
  })

  /** The answering process has said that it lives. */
  async function looked() {
    const { leaseUntil } = await turn()
    rolecall.clock.advance(1)
    look()
    await until(async () => (await turn()).leaseUntil !== leaseUntil)
  }

  test('one that ends twice is paid once', async () => {
    const captured: Stream[] = []
    rolecall.model.says('At seven [1].')
    const { id, name, tenant } = scene.member
    const place = { platform: id.platform, tenant, channelId: 'general', direct: false, shared: false }
    await rolecall.dispatch(
      {
        key: `captured ${scene.chatbotId}`,
        sender: { ...id, name },
        place,
        happening: { kind: 'command', command: 'ask', words: { options: QUESTION } },
      },
      {
        showsFieldErrors: true,
        defer: async () => {},
        answer: async (answer) => void (answer.kind === 'stream' && captured.push(answer)),
        suggest: async () => {},
      },
    )
    const growing: Growing = {
      posted: undefined,
      place,
      signal: new AbortController().signal,
      show: () => {},
    }
    const endings = await Promise.all([captured[0]?.write(growing), captured[0]?.write(growing)])
    expect(endings.map((ending) => ending?.cards.length)).toEqual([1, 1])
    expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(1)
    expect(await turnsOf(rolecall, scene.chatbotId)).toHaveLength(1)
  })

  test('an answer whose conversation is deleted while it grows comes to its end', async () => {
    const { asking, goOn } = await beingAnswered()
    const { conversationId } = await turn()
    await scene.member.press(`conversations.delete:${conversationId}`)
    look()
    goOn()
    expect(titleOf(await asking)).toBe('This conversation was deleted')
    expect(await turnsOf(rolecall, scene.chatbotId)).toEqual([])
  })
})
