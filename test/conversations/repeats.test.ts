import { QUESTIONS_PER_WINDOW, WINDOW_MS } from '../../src/conversations/conversation'
import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, type Rolecall, type TestUser, titleOf } from '../support/rolecall'
import { seedPerson } from '../support/seed'
import { inPrivate, QUESTION, type Scene, setScene, turnsOf, usageOf } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const times = <T>(count: number, what: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => what(index))

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
  })

  const privately = { ...QUESTION, private: 'yes' }
  const typed = { kind: 'command', command: 'ask', words: { options: privately } } as const

  describe('R19 B2 delivered eleven times', () => {
    const WAYS: Record<string, (key: string) => Promise<unknown>> = {
      'a command': (key) => scene.member.tries(typed, key),
      'a mention': (key) => scene.member.says(QUESTION.question, { key }),
      'a private message': (key) => scene.member.says(QUESTION.question, { key, ...inPrivate }),
    }

    test.each(Object.keys(WAYS))('%s is answered once, one after the other or all at once', async (way) => {
      const deliver = async (key: string) => WAYS[way]?.(`${key} ${scene.chatbotId}`)
      const before = rolecall.model.prompts.length
      for (let time = 0; time < 11; time += 1) await deliver('in turn')
      await Promise.all(times(11, () => deliver('at once')))
      expect(rolecall.model.prompts.length - before).toBe(2)
      expect(await turnsOf(rolecall, scene.chatbotId)).toHaveLength(2)
      expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(2)
      expect(await askedBy(scene.member)).toBe(2)
    })
  })

  const askedBy = async ({ id }: TestUser): Promise<number> => {
    const [window] = await rolecall.db.query(
      'SELECT questions FROM ask_window JOIN chat_identity USING (person_id) WHERE user_id = $1',
      [id.userId],
    )
    return window?.questions ?? 0
  }

  describe('questions of one person', () => {
    const TOO_MANY = `At most ${QUESTIONS_PER_WINDOW} questions in 5 minutes`

    test('are limited, however many come at once; one that only looks first lets more through', async () => {
      const answers = (await Promise.all(times(100, () => scene.member.tries(typed)))).flat().map(titleOf)
      expect(answers.filter((title) => title === 'Handbook')).toHaveLength(QUESTIONS_PER_WINDOW)
      expect(answers.filter((title) => title === TOO_MANY)).toHaveLength(100 - QUESTIONS_PER_WINDOW)
      expect(await usageOf(rolecall, scene.chatbotId)).toHaveLength(QUESTIONS_PER_WINDOW)
      const naive = await Promise.all(times(100, looksFirst))
      expect(naive.filter((passed) => passed).length).toBeGreaterThan(QUESTIONS_PER_WINDOW)
    })

    /** Reads the window, decides, then writes. */
    async function looksFirst(): Promise<boolean> {
      const [{ person_id: personId }] = await rolecall.db.query(
        'SELECT person_id FROM chat_identity WHERE user_id = $1',
        [scene.admin.id.userId],
      )
      const [window] = await rolecall.db.query('SELECT questions FROM ask_window WHERE person_id = $1', [
        personId,
      ])
      if ((window?.questions ?? 0) >= QUESTIONS_PER_WINDOW) return false
      await rolecall.db.query(
        `INSERT INTO ask_window AS w (person_id, started_at, questions) VALUES ($1, now(), 1)
         ON CONFLICT (person_id) DO UPDATE SET questions = w.questions + 1`,
        [personId],
      )
      return true
    }

    test('are free again when the window is over, and nobody else has to wait', async () => {
      for (let time = 0; time < QUESTIONS_PER_WINDOW; time += 1) await scene.member.does(typed)
      expect(titleOf(await scene.member.does(typed))).toBe(TOO_MANY)
      const { user: other } = await seedPerson(rolecall, scene, {
        name: 'Olga',
        platform: scene.member.id.platform,
        role: 'member',
      })
      expect(titleOf(await other.does(typed))).toBe('Handbook')
      rolecall.clock.advance(WINDOW_MS - 1)
      expect(titleOf(await scene.member.does(typed))).toBe(TOO_MANY)
      rolecall.clock.advance(1)
      expect(titleOf(await scene.member.does(typed))).toBe('Handbook')
      expect(await askedBy(scene.member)).toBe(1)
    })

    test('what is refused is not counted', async () => {
      await scene.owner.command('chatbot pause', 'Handbook')
      await scene.member.does(typed)
      expect(await askedBy(scene.member)).toBe(0)
    })
  })

  describe('overtaken between deciding and writing', () => {
    const query = (sql: string, parameters: unknown[]) => rolecall.db.query(sql, parameters)

    /** Something else happens right before the question is noted. */
    async function askOvertakenBy(happens: () => Promise<unknown>): Promise<string> {
      const original = rolecall.db.query.bind(rolecall.db)
      let pending = true
      const spy = jest.spyOn(rolecall.db, 'query').mockImplementation((async (
        sql: string,
        parameters?: unknown[],
      ) => {
        if (pending && sql.includes('ask_window AS w')) {
          pending = false
          await happens()
        }
        return original(sql, parameters)
      }) as typeof rolecall.db.query)
      try {
        const answer = await scene.member.does(typed)
        expect(pending).toBe(false)
        return titleOf(answer)
      } finally {
        spy.mockRestore()
      }
    }

    test.each([
      ['F101 a pause', 'Chatbot Handbook is paused', "UPDATE chatbot SET status = 'paused' WHERE id = $1"],
      [
        'R4 the end of the share',
        'There is no such chatbot',
        'UPDATE share_grant SET ended_at = now() WHERE chatbot_id = $1',
      ],
      ['F105 deleting', 'There is no such chatbot', 'UPDATE chatbot SET deleted_at = now() WHERE id = $1'],
    ])('by %s, a question is refused', async (_what, title, sql) => {
      const { length } = rolecall.model.prompts
      expect(await askOvertakenBy(() => query(sql, [scene.chatbotId]))).toBe(title)
      expect(rolecall.model.prompts).toHaveLength(length)
      expect(await turnsOf(rolecall, scene.chatbotId)).toEqual([])
    })

    test('by a new role in the team, a question is answered with what it allows', async () => {
      const moved = () =>
        query("UPDATE membership SET version = version + 1 WHERE team_id = $1 AND role = 'member'", [
          scene.teamId,
        ])
      expect(await askOvertakenBy(moved)).toBe('Handbook')
      expect(await turnsOf(rolecall, scene.chatbotId)).toHaveLength(1)
    })
  })
})
