import { type Card, fragments, ModelFailure } from '../../src/chat'
import { textLength } from '../../src/chat/text'
import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { inParts, keepDocument, lastTurn, QUESTION, type Scene, setScene, usageOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const wordsIn = (cards: readonly Card[]) =>
  cards
    .flatMap(({ text = '' }) => fragments(text))
    .map((part) => (typeof part === 'string' ? part : Object.values(part)[0]))
    .join('')

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
  })
  const ask = () => scene.member.command('ask', { ...QUESTION, private: 'yes' })

  test('an answer is shown while it grows, up to the last whole word', async () => {
    rolecall.model.says(inParts('At seven', ' in the mor', 'ning [1].'))
    await ask()
    expect(scene.member.grown.shown).toEqual(['At', 'At seven in the', 'At seven in the morning'])
    expect(wordsIn(scene.member.grown.cards)).toBe('At seven in the morning [1].')
  })

  test('one that everybody reads shows the question above it, from the first word on', async () => {
    rolecall.model.says(inParts('At seven', ' in the mor', 'ning [1].'))
    await scene.member.command('ask', QUESTION)
    const { shown, cards } = scene.member.grown
    expect(shown.every((state) => state.startsWith('“When does the warehouse open?”\n\nAt'))).toBe(true)
    expect(wordsIn(cards)).toBe('“When does the warehouse open?”\n\nAt seven in the morning [1].')
  })

  test('B10 a long one becomes several messages, with buttons and sources at the last', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, n) => `Paragraph ${n}: ${'more words '.repeat(12)}[1].`)
    rolecall.model.says(inParts(...paragraphs.map((paragraph) => `${paragraph}\n\n`)))
    await ask()
    const { cards, shown } = scene.member.grown
    expect(cards.length).toBeGreaterThan(3)
    expect(cards.map(({ title }) => title)).toEqual(
      cards.map((_, index) => `Handbook (${index + 1} of ${cards.length})`),
    )
    for (const [index, { buttons, rows }] of cards.entries())
      expect([buttons?.length, rows?.length]).toEqual(
        index === cards.length - 1 ? [2, 1] : [undefined, undefined],
      )
    const squeeze = (words: string) => words.replace(/\s+/g, '')
    expect(squeeze(wordsIn(cards))).toBe(squeeze(paragraphs.join('')))
    // What has moved on to a new message stays as it was shown.
    const growth = shown.map((state) => state.split('|'))
    for (const [index, state] of growth.entries())
      for (const [piece, words] of state.slice(0, -1).entries())
        expect(growth[index + 1]?.[piece] ?? words).toBe(words)
  })

  test('B10 code that does not fit goes on in a block of its own', async () => {
    const lines = Array.from({ length: 300 }, (_, n) => `const value${n} = ${n}`)
    rolecall.model.says(`Look [1]:\n\n\`\`\`\n${lines.join('\n')}\n\`\`\``)
    await ask()
    const { cards } = scene.member.grown
    const blocks = cards.flatMap(({ text = '' }) =>
      fragments(text).flatMap((part) => (typeof part === 'object' && 'pre' in part ? [part.pre] : [])),
    )
    expect(blocks.length).toBe(cards.length)
    expect(blocks.join('\n').split('\n')).toEqual(lines)
  })

  test('the longest answer with the longest sources under the longest names fits its messages', async () => {
    const heading = 'A heading that never ends '.repeat(8)
    for (let count = 0; count < 5; count += 1)
      await keepDocument(rolecall, {
        chatbotId: scene.chatbotId,
        name: `${count}${'n'.repeat(119)}`,
        passages: {
          [heading]: `The warehouse opens, says document ${count}, when the sun rises in the east.`,
        },
      })
    await rolecall.db.query('UPDATE chatbot SET name = $2 WHERE id = $1', [scene.chatbotId, 'N'.repeat(80)])
    await rolecall.db.query('UPDATE workspace SET name = $2 WHERE id = $1', [
      scene.workspaceId,
      'W'.repeat(80),
    ])
    await rolecall.db.query('UPDATE person SET name = $1 WHERE name = $2', ['M'.repeat(80), 'Maya'])
    rolecall.model.says(async function* () {
      yield { text: `${'word '.repeat(376)}[1][2][3][4][5]` }
      throw new ModelFailure('misconfigured', 'no key')
    })
    await scene.member.command('ask', QUESTION)
    expect(cardOf(scene.member.last).rows).toHaveLength(5)
    expect(textLength(cardOf(scene.member.last).text ?? '')).toBeGreaterThan(1_800)
  })

  test('F154 nothing is shown before a source is named, when there must be one', async () => {
    await rolecall.db.query('UPDATE chatbot SET sources_only = true WHERE id = $1', [scene.chatbotId])
    rolecall.model.says(inParts('I would say ', 'at seven ', 'in the morning ', '[1] or so.'))
    await ask()
    expect(scene.member.grown.shown).toHaveLength(1)
    expect(wordsIn(scene.member.grown.cards)).toBe('I would say at seven in the morning [1] or so.')
  })

  test('F154 what breaks off before a source is not shown either', async () => {
    await rolecall.db.query('UPDATE chatbot SET sources_only = true WHERE id = $1', [scene.chatbotId])
    rolecall.model.says(async function* () {
      yield { text: 'I simply believe it is at noon.' }
      throw new ModelFailure('busy', 'overloaded')
    })
    await ask()
    expect(JSON.stringify(scene.member.grown)).not.toContain('noon')
    expect(await lastTurn(rolecall, scene.chatbotId)).toMatchObject({ status: 'failed', answer: '' })
  })

  test('sources that do not exist are left out of the answer, also while it grows', async () => {
    rolecall.model.says(inParts('At seven [7]. ', 'On weekdays [1] ', 'only [99].'))
    await ask()
    expect(JSON.stringify(scene.member.grown)).not.toMatch(/\[7\]|\[99\]/)
    const { answer, sources } = await lastTurn(rolecall, scene.chatbotId)
    expect(answer).toBe('At seven. On weekdays [1] only.')
    expect(sources.map(({ number }) => number)).toEqual([1])
  })

  test.each([
    ['nothing at all', []],
    ['blanks', ['  ', '\n\n']],
    ['only a source that does not exist', ['[9]']],
  ])('B8 a model that says %s is said to have given no answer', async (_what, parts) => {
    rolecall.model.says(inParts(...parts))
    await ask()
    expect(wordsOf(scene.member.last)).toContain('There is no answer this time')
    rolecall.model.says('At seven [1].')
    await scene.member.click('Ask again')
    expect(wordsOf(scene.member.last)).toContain('At seven [1].')
    expect((await lastTurn(rolecall, scene.chatbotId)).status).toBe('answered')
  })

  test.each([
    ['busy', 'very busy'],
    ['unreachable', 'cannot be reached'],
    ['refused', 'declined'],
    ['misconfigured', 'not set up correctly'],
  ] as const)('B8 a model that is %s is explained, and can be asked again', async (why, words) => {
    const sayThenFail = (...before: string[]) =>
      rolecall.model.says(function* () {
        for (const text of before) yield { text }
        throw new ModelFailure(why, 'told to the log only')
      })
    sayThenFail()
    await ask()
    expect(wordsOf(scene.member.last)).toContain(words)
    expect(wordsOf(scene.member.last)).not.toContain('told to the log')
    sayThenFail('At seven [1] in the')
    await scene.member.click('Ask again')
    expect(wordsOf(scene.member.last)).toContain('At seven [1] in the')
    expect(wordsOf(scene.member.last)).toContain(words)
    rolecall.model.says('At seven [1].')
    await scene.member.click('Ask again')
    expect(cardOf(scene.member.last)).toMatchObject({ text: ['At seven [1].'] })
    expect(rolecall.model.prompts.slice(-3).map(({ question }) => question)).toEqual(
      Array(3).fill(QUESTION.question),
    )
  })

  test('B8 an unexpected error is answered with a reference, and the question does not stay open', async () => {
    rolecall.model.says(function* () {
      yield { text: 'At seven' }
      throw new Error('out of order')
    })
    await expect(ask()).rejects.toThrow('out of order')
    expect(scene.member.grown.cards[0]?.title).toMatch(/^Something went wrong, reference [0-9A-Z]{4}$/)
    expect(await lastTurn(rolecall, scene.chatbotId)).toMatchObject({ status: 'failed', answer: 'At seven' })
    expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(1)
  })

  test('B9 an answer does without what others said when the platform does not tell it', async () => {
    const { contents } = rolecall.options
    const reader = contents('slack')
    const recent = reader?.recent
    if (!reader || !recent) throw new Error('no reader')
    reader.recent = async () => {
      throw new Error('not today')
    }
    const [answer] = await scene.member.says(QUESTION.question, { place: { channelId: 'C1' } })
    reader.recent = recent
    expect(titleOf(answer!)).toBe('Handbook')
    expect(rolecall.model.prompts.at(-1)?.overheard).toEqual([])
  })
})
