import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { seedPerson, seedTeam } from '../support/seed'
import { lastTurn, QUESTION, type Scene, setScene } from './stage'

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

  const read = async () => wordsOf(await scene.owner.command('chatbot feedback', 'Handbook'))
  const lastId = async () => (await lastTurn(rolecall, scene.chatbotId)).id

  test('who got an answer may praise it, and its owner reads so', async () => {
    await scene.member.command('ask', QUESTION)
    await scene.member.click('👍 Helpful', 'once')
    await scene.member.press(`answers.up:${await lastId()}`, 'once')
    expect(titleOf(scene.member.last)).toBe('Thank you')
    expect(await read()).toContain('1 found an answer helpful, 0 did not.')
    expect(await read()).toContain('Maya')
  })

  test('who finds it wrong says why; whoever changes their mind is counted once', async () => {
    await scene.member.command('ask', { ...QUESTION, private: 'yes' })
    const answer = scene.member.last
    await scene.member.click('👎 Not helpful')
    await scene.member.submit({ reason: 'It opens\nat eight.' })
    expect(await read()).toContain('0 found an answer helpful, 1 did not.')
    expect(await read()).toContain('It opens at eight.')
    scene.member.answers.push(answer)
    await scene.member.click('👍 Helpful')
    expect(await read()).toContain('1 found an answer helpful, 0 did not.')
    expect(await read()).not.toContain('eight')
  })

  test.each([
    [500, true],
    [501, false],
  ])('H7 a reason of %i characters is kept: %s', async (length, kept) => {
    await scene.member.command('ask', QUESTION)
    await scene.member.click('👎 Not helpful')
    await scene.member.submit({ reason: 'x'.repeat(length) })
    expect(JSON.stringify(scene.member.last).includes('too long')).toBe(!kept)
    expect(
      await rolecall.db.query('SELECT 1 FROM answer_feedback WHERE turn_id = $1', [await lastId()]),
    ).toHaveLength(kept ? 1 : 0)
  })

  test('R21 on what somebody cannot read there is nothing to say', async () => {
    await scene.member.command('ask', { ...QUESTION, private: 'yes' })
    const id = await lastId()
    const { owner: foreigner } = await seedTeam(rolecall, { swapped })
    for (const user of [scene.admin, scene.owner, foreigner])
      for (const press of ['up', 'down'])
        expect(titleOf(await user.press(`answers.${press}:${id}`))).toBe('There is no such answer')
    const forged = { kind: 'submit', submit: `answers.down:${id}`, values: { reason: 'Mine' } } as const
    expect(titleOf(await scene.admin.does(forged))).toBe('There is no such answer')
    await scene.member.command('ask', QUESTION)
    const open = await lastId()
    expect(titleOf(await foreigner.press(`answers.up:${open}`))).toBe('There is no such answer')
    expect(titleOf(await scene.admin.press(`answers.up:${open}`))).toBe('Thank you')
  })

  test('only the owner of the chatbot reads it, also not those who manage the team', async () => {
    await scene.member.command('ask', QUESTION)
    await scene.member.click('👍 Helpful')
    for (const user of [scene.admin, scene.member]) {
      expect(titleOf(await user.command('chatbot feedback', 'Handbook'))).toBe(
        'You may not read the feedback on chatbot Handbook',
      )
      expect(titleOf(await user.press(`answers.feedback:${scene.chatbotId}:0`))).toBe(
        'You may not read the feedback on chatbot Handbook',
      )
    }
    const { owner: foreigner } = await seedTeam(rolecall, { swapped })
    expect(titleOf(await foreigner.press(`answers.feedback:${scene.chatbotId}:0`))).toBe(
      'There is no such chatbot',
    )
  })

  test('H8 B13 hostile names, questions and reasons stay words, and the list stays within its card', async () => {
    const hostile = '<!channel> @everyone **x** '
    for (let count = 0; count < 9; count += 1) {
      const { user } = await seedPerson(rolecall, scene, {
        name: hostile.repeat(3).slice(0, 80),
        platform: scene.member.id.platform,
        role: 'member',
      })
      await user.command('ask', { question: hostile.repeat(100) })
      await user.click('👎 Not helpful')
      await user.submit({ reason: hostile.repeat(18) })
    }
    const first = await scene.owner.command('chatbot feedback', 'Handbook')
    expect(cardOf(first).rows).toHaveLength(8)
    for (const { text } of cardOf(first).rows ?? [])
      expect(JSON.stringify(text)).not.toMatch(/"(link|href|person|command)":/)
    await scene.owner.click('Next (page 2 of 2)')
    expect(cardOf(scene.owner.last).rows).toHaveLength(1)
  })
})
