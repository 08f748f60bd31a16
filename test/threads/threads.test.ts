import { setStage as setAccount } from '../accounts/stage'
import { makeAgent, type Role, type Stage, setStage } from '../agents/stage'
import { makeChatbot } from '../chatbots/stage'
import { HANDBOOK, keepDocument } from '../conversations/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  let stage: Stage
  let agentId = ''
  beforeEach(async () => {
    stage = await setStage(rolecall, () => platform)
    agentId = await makeAgent(rolecall, stage, user('AM'), { name: 'Front desk' })
  })
  const user = (role: Role) => stage.people[role].user
  const ask = (role: Role, question: string) => user(role).command('ask', { question, chatbot: 'Front desk' })
  const threadOf = async (role: Role): Promise<string> => {
    const [{ id }] = await rolecall.db.query(
      'SELECT id FROM conversation WHERE chatbot_id = $1 AND started_by = $2 ORDER BY id DESC LIMIT 1',
      [agentId, stage.people[role].personId],
    )
    return id
  }

  test.each<Role>(['AA', 'WA', 'AM', 'CM', 'CU'])(
    'F141 %s lists and reads the threads of others',
    async (role) => {
      await ask('WA', 'Where is the coffee?')
      await user(role).command('workspace threads')
      expect(wordsOf(user(role).last)).toContain('Where is the coffee?')
      expect(titleOf(await user(role).click('Read'))).toBe('Thread of Wanda with Front desk')
      expect(wordsOf(user(role).last)).toContain('Where is the coffee?')
      expect(titleOf(await user(role).click('All threads'))).toMatch(/^Threads of workspace/)
    },
  )

  test('F137 a billing admin sees no thread, by command or by button', async () => {
    await ask('CU', 'Where is the coffee?')
    expect(titleOf(await user('BA').command('workspace threads'))).toMatch(
      /^You may not do this in workspace/,
    )
    const id = await threadOf('CU')
    for (const press of ['read', 'askDelete', 'delete'])
      expect(titleOf(await user('BA').press(`threads.${press}:${id}`))).toMatch(/^You may not do this/)
  })

  test.each<Role>(['AA', 'WA'])(
    'F142 R5 R18 %s deletes a thread after the confirm step; who began it is told',
    async (role) => {
      await ask('CU', 'Where is the coffee?')
      const id = await threadOf('CU')
      await user(role).command('workspace threads')
      expect(titleOf(await user(role).click('Delete'))).toBe('Delete this thread?')
      expect(await threadOf('CU')).toBe(id)
      const press = pressOf(user(role).last, 'Delete')
      const answers = await Promise.all(
        Array.from({ length: 11 }, () => user(role).press(press, `once-${id}`)),
      )
      expect(new Set(answers.map(titleOf))).toEqual(new Set(['The thread is deleted']))
      expect(await rolecall.db.query('SELECT id FROM turn WHERE conversation_id = $1', [id])).toEqual([])
      expect(await rolecall.db.query('SELECT action FROM audit_entry WHERE subject_id = $1', [id])).toEqual([
        { action: 'conversation.deleted' },
      ])
      await rolecall.deliver()
      expect(rolecall.inboxOf(user('CU')).at(-1)?.title).toBe('Your thread with Front desk was deleted')
      expect(JSON.stringify(rolecall.inboxOf(user('CU')).at(-1))).toContain('Where is the coffee?')
    },
  )

  test.each<Role>(['AM', 'CM', 'CU'])('F142 %s deletes no thread, not even their own here', async (role) => {
    await ask(role, 'Where is the coffee?')
    const id = await threadOf(role)
    await user(role).command('workspace threads')
    expect(wordsOf(user(role).last)).not.toContain('Delete')
    for (const press of ['askDelete', 'delete'])
      expect(titleOf(await user(role).press(`threads.${press}:${id}`))).toMatch(/^You may not do this/)
    expect(await threadOf(role)).toBe(id)
  })

  test('F115 an answer from a document that the reader may not read is not shown to them', async () => {
    const { address } = stage.people.WA
    await keepDocument(rolecall, {
      ...{ chatbotId: agentId, passages: HANDBOOK },
      readers: [{ kind: 'address', value: address }],
    })
    rolecall.model.says('At seven in the morning [1].')
    await user('WA').command('ask', {
      ...{ question: 'When does the warehouse open?', chatbot: 'Front desk', private: 'yes' },
    })
    const id = await threadOf('WA')
    const [{ answer, grounds }] = await rolecall.db.query(
      'SELECT answer, grounds FROM turn WHERE conversation_id = $1',
      [id],
    )
    expect(grounds).toHaveLength(1)
    const start = answer.slice(0, 30)
    await user('WA').press(`threads.read:${id}`)
    expect(wordsOf(user('WA').last)).toContain(start)
    expect(wordsOf(user('WA').last)).toContain('[1] handbook.md')
    await user('WA').click('Whole answer')
    expect(cardOf(user('WA').last).fields).toMatchObject([{ name: 'Sources' }])
    await user('CU').press(`threads.read:${id}`)
    expect(wordsOf(user('CU').last)).not.toContain(start)
    expect(wordsOf(user('CU').last)).not.toContain('handbook.md')
    expect(wordsOf(user('CU').last)).toContain('documents that you may not read')
    const [{ turn }] = await rolecall.db.query('SELECT id AS turn FROM turn WHERE conversation_id = $1', [id])
    expect(wordsOf(await user('CU').press(`threads.answer:${turn}:0`))).not.toContain(start)
    // While it is being written, and after its process was killed, nobody knows yet what it rests on.
    for (const status of ['answering', 'interrupted']) {
      await rolecall.db.query(`UPDATE turn SET status = $2, grounds = '{}' WHERE id = $1`, [turn, status])
      await user('CU').press(`threads.read:${id}`)
      expect(wordsOf(user('CU').last)).not.toContain(start)
    }
  })

  test('R21 F150 threads of others, and those with the chatbots of people, are not found', async () => {
    await ask('CU', 'Where is the coffee?')
    const id = await threadOf('CU')
    const [{ turn }] = await rolecall.db.query('SELECT id AS turn FROM turn WHERE conversation_id = $1', [id])
    const other = await setAccount(rolecall, { swapped: platform === 'discord' })
    for (const press of [`read:${id}`, `answer:${turn}:0`, `askDelete:${id}`, `delete:${id}`])
      expect(titleOf(await other.axel.user.press(`threads.${press}`))).toBe('There is no such thread')
    const mine = await makeChatbot(rolecall, stage.owner, { name: 'Mine' })
    await stage.owner.command('ask', { question: 'A secret?', chatbot: 'Mine', private: 'yes' })
    const [own] = await rolecall.db.query('SELECT id FROM conversation WHERE chatbot_id = $1', [mine])
    expect(titleOf(await user('WA').press(`threads.read:${own.id}`))).toBe('There is no such thread')
    expect(wordsOf(await user('WA').command('workspace threads'))).not.toContain('A secret?')
  })

  test('B10 lists are paged, and one agent alone is listed on wish', async () => {
    await makeAgent(rolecall, stage, user('AM'), { name: 'Kitchen' })
    await ask('CU', 'Where is the coffee?')
    await user('CM').command('ask', { question: 'What is for lunch?', chatbot: 'Kitchen' })
    const words = wordsOf(await user('WA').command('workspace threads', { agent: 'Kitchen' }))
    expect(words).toContain('What is for lunch?')
    expect(words).not.toContain('coffee')
    const unknown = await user('WA').command('workspace threads', { agent: 'Nope' })
    expect(titleOf(unknown)).toBe('There is no such agent')
    expect(wordsOf(unknown)).toContain('Front desk, Kitchen')
    const [{ name }] = await rolecall.db.query('SELECT name FROM workspace WHERE id = $1', [
      stage.workspaceId,
    ])
    const begun = await user('WA').command('workspace threads', {
      workspace: name.slice(0, 3),
    })
    expect(titleOf(begun)).toBe(`Threads of workspace ${name}`)
    const elsewhere = await user('WA').command('workspace threads', { workspace: 'Nowhere' })
    expect(wordsOf(elsewhere)).toContain(`For you there is ${name}.`)
    rolecall.clock.advance(1_000)
    for (let n = 0; n < 8; n += 1) await ask('CU', `Question ${n}?`)
    await user('WA').command('workspace threads')
    await user('WA').click('Next (page 2 of 2)')
    expect(wordsOf(user('WA').last)).toContain('Where is the coffee?')
  })
})
