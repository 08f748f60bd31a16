import { acrossPlatforms, makeAgent, type Role, type Stage, setStage } from '../../agents/stage'
import { BOTH_WAYS } from '../../chatbots/stage'
import { HANDBOOK, inPrivate, keepDocument, lastTurn, QUESTION, turnsOf } from '../../conversations/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../../support/rolecall'
import { makeBase } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  let agentId: string
  let baseId: string
  beforeEach(async () => {
    stage = await setStage(rolecall, acrossPlatforms(swapped))
    agentId = await makeAgent(rolecall, stage, user('AM'), { switches: ['sourcesOnly'] })
    baseId = await makeBase(rolecall, stage, user('CM'))
    rolecall.model.says('At seven in the morning [1].')
  })
  const user = (role: Role) => stage.people[role].user
  const use = () => user('AM').press(`knowledge.use:${agentId}:${baseId}`)
  const ask = () =>
    user('CU').does({ kind: 'command', command: 'ask', words: { options: QUESTION } }, undefined, inPrivate)
  const heard = () => JSON.stringify(rolecall.model.prompts.at(-1))

  test('F154 F139 an agent whose only knowledge is a base of the workspace cites its documents, once it uses it', async () => {
    await keepDocument(rolecall, { chatbotId: baseId, passages: HANDBOOK })
    await ask()
    expect(await turnsOf(rolecall, agentId)).toMatchObject([{ sources: [] }])
    await use()
    expect(wordsOf(await ask())).toContain('handbook.md')
    const { id, sources } = await lastTurn(rolecall, agentId)
    expect(sources).toHaveLength(1)
    const shown = wordsOf(await user('CU').press(`answers.source:${id}:1`))
    expect(shown).toContain('The warehouse opens at seven in the morning')
    // Who may ask it need not be able to list what it answers from.
    expect(titleOf(await user('CU').press(`knowledge.open:${baseId}`))).toMatch(
      /^You may not do this in workspace /,
    )
  })

  test('F115 F116 B14 a restricted document of a base is used for those listed, and in no channel', async () => {
    const { CU, BA, WA } = stage.people
    const readers = [{ kind: 'address', value: CU.address }] as const
    const passages = { Pay: 'The warehouse opens its till with 3,141 euros of salary.' }
    await keepDocument(rolecall, { chatbotId: baseId, passages: HANDBOOK })
    await keepDocument(rolecall, { chatbotId: baseId, name: 'pay.md', passages, readers })
    await use()
    await ask()
    expect(heard()).toContain('3,141')
    await WA.user.command('ask', { ...QUESTION, chatbot: agentId })
    expect(heard()).not.toContain('3,141')
    expect(await CU.user.command('ask', QUESTION)).toMatchObject({ audience: 'channel' })
    expect(heard()).toContain('seven in the morning')
    expect(heard()).not.toContain('3,141')
    // Who reads the data only is not told of what is not for them.
    expect(wordsOf(await user('AM').command('workspace knowledge', 'Prices'))).not.toContain('pay.md')
    expect(wordsOf(await user('AM').command('workspace knowledge'))).toContain('1 document open to everyone')
    expect(wordsOf(await user('CM').command('workspace knowledge', 'Prices'))).toContain('pay.md')
    expect(titleOf(await BA.user.command('workspace knowledge'))).toMatch(/^You may not do this/)
  })

  test.each([
    [
      'taken from the agent',
      (): Promise<unknown> => user('AM').press(`knowledge.leave:${agentId}:${baseId}`),
    ],
    [
      'deleted',
      (): Promise<unknown> =>
        user('CM').does({ kind: 'submit', submit: `knowledge.delete:${baseId}`, values: { name: 'Prices' } }),
    ],
  ])('R4 what a base said before it was %s is neither shown nor told again', async (_how, end) => {
    await keepDocument(rolecall, { chatbotId: baseId, passages: HANDBOOK })
    await use()
    await user('CU').says(QUESTION.question, inPrivate)
    const { id } = await lastTurn(rolecall, agentId)
    const prompts = rolecall.model.prompts.length
    await end()
    expect(titleOf(await user('CU').press(`answers.source:${id}:1`))).toBe(
      'This source is not available any more',
    )
    await user('CU').says('When does it open, please?', inPrivate)
    expect(rolecall.model.prompts).toHaveLength(prompts)
    await keepDocument(rolecall, {
      chatbotId: agentId,
      name: 'own.md',
      passages: { Doors: 'The doors open inwards.' },
    })
    await user('CU').says('How do the doors open?', inPrivate)
    expect(heard()).toContain('inwards')
    expect(heard()).not.toContain('seven in the morning')
  })

  test('a deleted base goes with its passages, words, documents and bytes; that of the agent stays', async () => {
    const file = rolecall.file('hours.md', '# Hours\n\nThe warehouse opens at seven.')
    const values = { files: [file.id] }
    await user('CM').does({ kind: 'submit', submit: `knowledge.upload:${baseId}`, values }, undefined, {
      files: [file],
    })
    await keepDocument(rolecall, { chatbotId: agentId, passages: HANDBOOK })
    await rolecall.work()
    const left = async (id: string) => {
      const tables = ['document', 'upload', 'chunk', 'vocabulary']
      const counts = tables.map(async (table) => {
        const [row] = await rolecall.db.query(
          `SELECT count(*)::int AS count FROM ${table} WHERE base_id = $1`,
          [id],
        )
        return row.count as number
      })
      return Promise.all(counts)
    }
    expect(await left(baseId)).toEqual([1, 1, 1, expect.any(Number)])
    const own = await left(agentId)
    await use()
    expect(wordsOf(await user('WA').press(`knowledge.delete:${baseId}`))).toContain('Used by Front desk')
    await user('WA').submit({ name: 'prices' })
    expect(await left(baseId)).toEqual([1, 1, 1, expect.any(Number)])
    await user('WA').press(`knowledge.delete:${baseId}`)
    expect(titleOf(await user('WA').submit({ name: 'Prices' }))).toBe('Prices is deleted')
    rolecall.clock.advance(120_000)
    await rolecall.sweep()
    await rolecall.sweep()
    expect(await left(baseId)).toEqual([0, 0, 0, 0])
    expect(await left(agentId)).toEqual(own)
    const parts = await rolecall.db.query(
      'SELECT key FROM file_part WHERE key NOT IN (SELECT version_id FROM document_file WHERE kept)',
    )
    expect(parts).toEqual([])
    expect(titleOf(await user('CM').press(`knowledge.open:${baseId}`))).toBe(
      'There is no such chatbot or knowledge base',
    )
  })
})
