import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { seedPerson } from '../support/seed'
import { inPrivate, lastTurn, QUESTION, type Scene, setScene, turnsOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

let threads = 0

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let scene: Scene
  let place: { channelId: string; threadId: string }
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
    threads += 1
    place = { channelId: `C${threads}`, threadId: `T${threads}` }
  })

  const lastPrompt = () => rolecall.model.prompts.at(-1)
  const mention = async (text: string) => (await scene.member.says(text, { place }))[0]!
  const follow = (text: string) => scene.member.says(text, { place, addressed: false })

  describe('a thread (B9)', () => {
    beforeEach(() => mention(QUESTION.question))

    test('goes on for who has asked there; what others say is context until they call', async () => {
      const { user: other } = await seedPerson(rolecall, scene, {
        name: 'Olga',
        platform: scene.member.id.platform,
        role: 'member',
      })
      expect(await follow('And on Sundays?')).toHaveLength(1)
      expect(await other.says('I am there at eight.', { place, addressed: false })).toEqual([])
      expect(await other.says('And at night?', { place })).toHaveLength(1)
      expect(await other.says('And at noon?', { place, addressed: false })).toHaveLength(1)
      expect(lastPrompt()?.history.map(({ question }) => question)).toEqual([
        QUESTION.question,
        'And on Sundays?',
        'And at night?',
      ])
    })

    test('stays with its chatbot, also when another one is named or used elsewhere', async () => {
      await makeChatbot(rolecall, scene.owner, { name: 'Other', level: 'view' })
      await scene.member.command('ask', { ...QUESTION, chatbot: 'Other' })
      await mention('Other: And on Sundays?')
      expect(lastPrompt()).toMatchObject({ chatbot: 'Handbook', question: 'Other: And on Sundays?' })
    })

    test.each([
      [
        'F103 archived',
        "UPDATE chatbot SET status = 'archived' WHERE id = $1",
        'Chatbot Handbook is archived',
      ],
      ['F105 deleted', 'UPDATE chatbot SET deleted_at = now() WHERE id = $1', 'There is no such chatbot'],
      [
        'R4 not shared any more',
        'UPDATE share_grant SET ended_at = now() WHERE chatbot_id = $1',
        'There is no such chatbot',
      ],
    ])('of a chatbot that is %s is silent, but for who calls', async (_what, sql, title) => {
      const { length } = rolecall.model.prompts
      await rolecall.db.query(sql, [scene.chatbotId])
      expect(await follow('And on Sundays?')).toEqual([])
      expect(titleOf(await mention('And on Sundays?'))).toBe(title)
      expect(rolecall.model.prompts).toHaveLength(length)
    })

    test('F101 of a paused chatbot says so to who asks on, and goes on when it is resumed', async () => {
      await scene.owner.command('chatbot pause', 'Handbook')
      expect((await follow('And on Sundays?')).map(titleOf)).toEqual(['Chatbot Handbook is paused'])
      await scene.owner.command('chatbot resume', 'Handbook')
      expect((await follow('And on Sundays?')).map(titleOf)).toEqual(['Handbook'])
      expect(lastPrompt()?.history).toHaveLength(1)
    })

    test('B14 of a chatbot that only its owner reaches now answers nobody there', async () => {
      await scene.owner.says('And on Sundays?', { place })
      await rolecall.db.query('UPDATE share_grant SET ended_at = now() WHERE chatbot_id = $1', [
        scene.chatbotId,
      ])
      const [told] = await scene.owner.says('And on Sundays?', { place })
      expect(titleOf(told!)).toMatch(/There is no such chatbot|not shared with everybody here/)
      expect(await scene.owner.says('Hm.', { place, addressed: false })).toEqual([])
    })

    test('takes what shows nothing for nothing', async () => {
      expect(await follow(' \n ')).toEqual([])
      expect(titleOf(await mention('\u200B'))).toBe('What would you like to know?')
    })
  })

  test('two first messages at the same time are both answered, and what follows goes on with one of them', async () => {
    for (const where of [{ place }, inPrivate]) {
      const first = ['When does the warehouse open?', 'Where do I book trains?']
      const answers = await Promise.all(first.map((text) => scene.member.says(text, where)))
      expect(answers.flat().map(titleOf)).toEqual(['Handbook', 'Handbook'])
      await scene.member.says('And on Sundays, what is it like then?', where)
      const turns = await turnsOf(rolecall, scene.chatbotId)
      const [one, other, next] = turns.slice(-3).map(({ conversationId }) => conversationId)
      expect([one, other]).toContain(next)
      expect(first).toContain(lastPrompt()?.history[0]?.question)
    }
  })

  describe('private messages', () => {
    const says = async (text: string) => (await scene.member.says(text, inPrivate))[0]!

    test('remember, until another chatbot is named: that one begins anew', async () => {
      await makeChatbot(rolecall, scene.owner, { name: 'Other', level: 'view' })
      await says('Handbook: When does the warehouse open?')
      await says('And on Sundays?')
      expect(lastPrompt()).toMatchObject({ chatbot: 'Handbook', question: 'And on Sundays?' })
      expect(lastPrompt()?.history).toHaveLength(1)
      await says('Other: What do you know?')
      expect(lastPrompt()).toMatchObject({ chatbot: 'Other', question: 'What do you know?', history: [] })
      await says('And more?')
      expect(lastPrompt()).toMatchObject({ chatbot: 'Other', question: 'And more?' })
    })

    test('an old answer can be asked for again; then its conversation goes on', async () => {
      await makeChatbot(rolecall, scene.owner, { name: 'Other', level: 'view' })
      await says('Handbook: When does the warehouse open?')
      const { id } = await lastTurn(rolecall, scene.chatbotId)
      rolecall.clock.advance(1_000)
      await says('Other: What do you know?')
      rolecall.clock.advance(1_000)
      const again = { kind: 'press', press: `answers.again:${id}` } as const
      expect(titleOf(await scene.member.does(again, undefined, inPrivate))).toBe('Handbook')
      await says('And on Sundays?')
      expect(lastPrompt()).toMatchObject({ chatbot: 'Handbook', question: 'And on Sundays?' })
    })

    test('F101 naming a paused chatbot does not ask another one', async () => {
      await makeChatbot(rolecall, scene.owner, { name: 'Other', level: 'view' })
      await scene.owner.command('chatbot pause', 'Other')
      const { length } = rolecall.model.prompts
      expect(titleOf(await says('Other: What do you know?'))).toBe('Chatbot Other is paused')
      expect(titleOf(await scene.member.command('ask', { question: 'Other: What?' }))).toBe(
        'Chatbot Other is paused',
      )
      expect(rolecall.model.prompts).toHaveLength(length)
    })

    test('F103 do not wait for a chatbot that was archived when there is another one', async () => {
      const other = await makeChatbot(rolecall, scene.owner, { name: 'Other', level: 'view' })
      await says('Other: What do you know?')
      await rolecall.db.query("UPDATE chatbot SET status = 'archived' WHERE id = $1", [other])
      await says('When does the warehouse open?')
      expect(lastPrompt()).toMatchObject({ chatbot: 'Handbook', history: [] })
    })

    test('H7 take questions up to 3,000 characters, and say so of a longer one', async () => {
      const words = 'open? '.repeat(500)
      expect(titleOf(await says(words))).toBe('Handbook')
      expect(titleOf(await says(`${words}!`))).toMatch(/too long/i)
      const typed = await scene.member.does({
        kind: 'submit',
        submit: `conversations.ask:${scene.chatbotId}`,
        values: { question: `${words}!` },
      })
      expect(JSON.stringify(typed)).toMatch(/too long/i)
    })

    test('files without words ask what is wanted, and are not read', async () => {
      const files = [rolecall.file('plan.pdf', 'plan')]
      const [answer] = await scene.member.says('', { ...inPrivate, files })
      expect(answer?.kind).not.toBe('stream')
      expect(await turnsOf(rolecall, scene.chatbotId)).toEqual([])
    })
  })
})
