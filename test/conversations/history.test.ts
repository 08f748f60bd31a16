import { DAY_MS } from '../../src/clock'
import { auditedOf, BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { inPrivate, keepDocument, lastTurn, QUESTION, type Scene, setScene, turnsOf, usageOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
  })
  const history = () => scene.member.command('chatbot history')

  test('one’s own conversations are listed by pages, the latest first', async () => {
    for (let count = 1; count <= 9; count += 1) {
      rolecall.clock.advance(1_000)
      await scene.member.command('ask', { question: `Question ${count}, in lines:\nwhen does it open?` })
    }
    await history()
    const { rows = [] } = cardOf(scene.member.last)
    expect(rows).toHaveLength(8)
    expect(JSON.stringify(rows[0]?.text)).toContain('Question 9, in lines: when does it open?')
    await scene.member.click('Next (page 2 of 2)')
    expect(wordsOf(scene.member.last)).toContain('Question 1,')
    expect(wordsOf(await scene.admin.command('chatbot history'))).toContain('not asked a chatbot anything')
  })

  test('one can be read, by pages, and by nobody else', async () => {
    for (let count = 1; count <= 9; count += 1)
      await scene.member.says(`Question ${count}, and when?`, inPrivate)
    await history()
    await scene.member.click('Read')
    expect(wordsOf(scene.member.last)).toContain('Question 1,')
    await scene.member.click('Next (page 2 of 2)')
    expect(scene.member.last.kind).toBe('replace')
    expect(wordsOf(scene.member.last)).toContain('Question 9,')
    const { conversationId } = await lastTurn(rolecall, scene.chatbotId)
    for (const press of ['read', 'page', 'askDelete', 'delete'])
      expect(titleOf(await scene.owner.press(`conversations.${press}:${conversationId}`))).toBe(
        'There is no such conversation of yours',
      )
    expect(await turnsOf(rolecall, scene.chatbotId)).toHaveLength(9)
  })

  test('R18 deleting takes all its questions away, in chat too; what they cost stays', async () => {
    const place = { channelId: `C${scene.chatbotId}`, threadId: 'T1' }
    await scene.member.says(QUESTION.question, { place })
    await scene.member.says('And on Sundays?', { place })
    const turns = await turnsOf(rolecall, scene.chatbotId)
    await rolecall.deliver()
    await history()
    await scene.member.click('Delete')
    expect(cardOf(scene.member.last).text).toContain('questions')
    await scene.member.click('Delete')
    expect(titleOf(scene.member.last)).toBe('The conversation is deleted')
    expect(await turnsOf(rolecall, scene.chatbotId)).toEqual([])
    expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(2)
    expect(await auditedOf(rolecall, turns[0]?.conversationId ?? '')).toEqual(['conversation.deleted'])
    const before = rolecall.sent.length
    await rolecall.deliver()
    expect(rolecall.sent.slice(before).map(({ edited, card }) => [edited, card.title])).toEqual(
      turns.map(() => [true, 'This conversation was deleted']),
    )
    expect(await scene.member.says('And at night?', { place, addressed: false })).toEqual([])
    for (const press of ['again', 'source', 'up'])
      expect(titleOf(await scene.member.press(`answers.${press}:${turns[0]?.id}:1`))).toMatch(
        /^(There is no such|This source is not available)/,
      )
  })

  test('R19 deleting twice by one click is done once', async () => {
    await scene.member.command('ask', QUESTION)
    const { conversationId } = await lastTurn(rolecall, scene.chatbotId)
    const press = () =>
      scene.member.press(`conversations.delete:${conversationId}`, `delete ${conversationId}`)
    const titles = (await Promise.all([press(), press(), press()])).map(titleOf)
    expect(new Set(titles)).toEqual(new Set(['The conversation is deleted']))
    expect(await auditedOf(rolecall, conversationId)).toHaveLength(1)
  })

  test('"No" keeps everything', async () => {
    await scene.member.command('ask', QUESTION)
    await history()
    await scene.member.click('Delete')
    expect(titleOf(await scene.member.click('Cancel'))).toBe('Nothing was changed')
    expect(await turnsOf(rolecall, scene.chatbotId)).toHaveLength(1)
  })

  test('R18 conversations go when they have been kept as long as the chatbot says', async () => {
    await rolecall.db.query('UPDATE chatbot SET keep_days = 30 WHERE id = $1', [scene.chatbotId])
    await scene.member.command('ask', QUESTION)
    const { conversationId } = await lastTurn(rolecall, scene.chatbotId)
    rolecall.clock.advance(30 * DAY_MS)
    await rolecall.sweep()
    expect(await turnsOf(rolecall, scene.chatbotId)).toHaveLength(1)
    rolecall.clock.advance(1)
    await rolecall.sweep()
    expect(await turnsOf(rolecall, scene.chatbotId)).toEqual([])
    expect(await auditedOf(rolecall, conversationId)).toEqual(['conversation.forgotten'])
    expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(1)
  })

  test('F105 those of a deleted chatbot are listed no more, and go', async () => {
    await scene.member.command('ask', QUESTION)
    await rolecall.db.query('UPDATE chatbot SET deleted_at = now() WHERE id = $1', [scene.chatbotId])
    expect(wordsOf(await history())).toContain('not asked a chatbot anything')
    await rolecall.sweep()
    expect(await turnsOf(rolecall, scene.chatbotId)).toEqual([])
  })

  test('H8 B13 hostile names of chatbots, documents and hostile answers stay words', async () => {
    const hostile = '<!channel> @everyone [x](https://evil.test)'
    await rolecall.db.query('UPDATE chatbot SET name = $2 WHERE id = $1', [scene.chatbotId, hostile])
    await keepDocument(rolecall, {
      chatbotId: scene.chatbotId,
      name: hostile,
      passages: { [hostile]: `The warehouse opens ${hostile}, and the zebra opens it.` },
    })
    rolecall.model.says(`${hostile} <@U1> **bold** [1][2] https://evil.test`)
    await scene.member.command('ask', { question: `${hostile} When does the zebra open the warehouse?` })
    await scene.member.click('Show')
    await history()
    await scene.member.click('Read')
    for (const answer of scene.member.answers) {
      expect(answer.kind).not.toBe('stream')
      expect(JSON.stringify(answer)).not.toMatch(/"(link|href|person)":/)
    }
    expect(JSON.stringify(scene.member.answers[0])).toContain('@everyone')
  })
})
