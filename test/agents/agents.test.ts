import type { Card } from '../../src/chat'
import { BUDGET, spend } from '../billing/stage'
import { auditedOf, BOTH_WAYS, makeChatbot, readChatbot, setTeam } from '../chatbots/stage'
import { HANDBOOK, inPrivate, keepDocument, QUESTION, turnsOf } from '../conversations/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { until } from '../support/until'
import { addWorkspace, giveRole } from '../workspaces/stage'
import { acrossPlatforms, makeAgent, type Role, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const notFound = 'There is no such chatbot'
const labelsOf = (card: Card) =>
  (card.rows ?? []).flatMap(({ menu }) => menu?.options.map((each) => each.label) ?? [])

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, acrossPlatforms(swapped))
    rolecall.model.says('At seven in the morning [1].')
  })
  const user = (role: Role) => stage.people[role].user
  const make = (more: Parameters<typeof makeAgent>[3] = {}) => makeAgent(rolecall, stage, user('AM'), more)
  const setRole = (role: Role, to: string) =>
    rolecall.db.query('UPDATE workspace_user SET role = $2, version = DEFAULT WHERE person_id = $1', [
      stage.people[role].personId,
      to,
    ])
  const paidFor = (id: string) =>
    rolecall.db.query(
      'SELECT payer_person AS person, payer_workspace AS workspace, team_id AS team FROM usage_entry WHERE chatbot_id = $1',
      [id],
    )

  test('F131 F139 F42 an agent manager makes an agent in a form; a chat user on the other platform asks it, and the workspace pays', async () => {
    expect(wordsOf(await user('CU').command('workspace agents'))).toContain('Agent Managers')
    await user('AM').command('workspace agents')
    await user('AM').click('New agent')
    await user('AM').submit({
      name: 'Front desk',
      description: 'For visitors',
      instructions: 'Be kind.',
      keep: '30',
    })
    expect(wordsOf(user('AM').last)).toContain('The workspace pays')
    const [{ id }] = await rolecall.db.query('SELECT id FROM chatbot WHERE workspace_id = $1', [
      stage.workspaceId,
    ])
    await keepDocument(rolecall, { chatbotId: id, passages: HANDBOOK })
    const shown = wordsOf(await user('CU').command('chatbot show', 'Front desk'))
    expect(shown).toMatch(/Agent Front desk[\s\S]*Workspace \d+[\s\S]*Chat User[\s\S]*The workspace/)
    expect(shown).toContain('Agent of workspace')
    expect(wordsOf(await user('CU').command('ask', QUESTION))).toContain('At seven in the morning')
    expect(await paidFor(id)).toEqual([{ person: null, workspace: stage.workspaceId, team: null }])
    expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created'])
  })

  test('domain.md §5 the workspace pays also when the owner of a team asks; with nothing left there is a notice', async () => {
    // For one more answer.
    await spend(rolecall, stage, BUDGET - 1n)
    const id = await make()
    await stage.owner.command('ask', { ...QUESTION, chatbot: id })
    expect(await paidFor(id)).toEqual([{ person: null, workspace: stage.workspaceId, team: null }])
    expect(titleOf(await user('CU').command('ask', QUESTION))).toMatch(
      /^The monthly budget of workspace .* is used up$/,
    )
    expect(await turnsOf(rolecall, id)).toHaveLength(1)
  })

  test('F140 each reads in the list only what they may do; menus of who manages lead through a whole life (F101–F105)', async () => {
    const id = await make({ description: 'For visitors' })
    const menuOf = async (role: Role) => {
      const answer = await user(role).command('workspace agents')
      return 'card' in answer ? labelsOf(answer.card) : []
    }
    const managing = ['Edit', 'Pause', 'Archive', 'Duplicate', 'Delete']
    const offered = async (role: Role) => (await menuOf(role)).filter((label) => managing.includes(label))
    expect(await menuOf('CU')).not.toContain('Documents')
    expect(await menuOf('CM')).toContain('Documents')
    for (const role of ['CM', 'CU'] as const) expect(await offered(role)).toEqual([])
    for (const role of ['AA', 'WA', 'AM'] as const) expect(await offered(role)).toEqual(managing)
    await user('AM').click('Pause')
    expect(titleOf(await user('CU').command('ask', { ...QUESTION, chatbot: id }))).toBe(
      'Agent Front desk is paused',
    )
    await user('WA').command('chatbot archive', id)
    await user('AA').command('chatbot restore', id)
    await user('AM').command('chatbot delete', id)
    expect(titleOf(await user('AM').submit({ name: 'Front' }))).not.toBe('Agent Front desk is deleted')
    expect(await readChatbot(rolecall, id)).toMatchObject({ deleted: false })
    await user('AM').command('chatbot delete', id)
    expect(titleOf(await user('AM').submit({ name: 'Front desk' }))).toBe('Agent Front desk is deleted')
    await rolecall.deliver()
    await rolecall.sweep()
    expect(titleOf(await user('CU').command('ask', { ...QUESTION, chatbot: id }))).toBe(notFound)
  })

  test('R4 F41 a role that is taken away ends it at the next click, in the open form and at the next question', async () => {
    const id = await make()
    await user('AM').command('chatbot edit', id)
    await setRole('AM', 'contentManager')
    const values = { name: 'Mine', instructions: 'Mine.', keep: 'forGood', switches: [] }
    expect(titleOf(await user('AM').submit(values))).toMatch(/^You may not do this in workspace /)
    expect(titleOf(await user('AM').press(`chatbots.status:${id}:pause`))).toMatch(
      /^You may not do this in workspace /,
    )
    expect(await readChatbot(rolecall, id)).toMatchObject({ name: 'Front desk', status: 'active' })
    await user('CU').says(QUESTION.question, inPrivate)
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [stage.people.CU.personId])
    const [next] = await user('CU').says('And on Sundays?', inPrivate)
    expect(next && titleOf(next)).not.toContain('Front desk')
    expect(titleOf(await user('CU').press(`chatbots.show:${id}`))).toBe(notFound)
    expect(await turnsOf(rolecall, id)).toHaveLength(1)
  })

  test('H1 who loses the role while they edit or ask is refused: the write repeats what it was decided on', async () => {
    const id = await make()
    const during = async (role: Role, sql: string, doing: () => Promise<unknown>) => {
      const holder = rolecall.db.createQueryRunner()
      await holder.connect()
      await holder.startTransaction()
      try {
        await holder.query(sql, [stage.people[role].personId])
        const done = doing()
        await until(async () => (await waiting()) > 0)
        await holder.commitTransaction()
        await done
      } finally {
        await holder.release()
      }
    }
    const demoted = `UPDATE workspace_user SET role = 'chatUser', version = DEFAULT WHERE person_id = $1`
    await during('AM', demoted, () => user('AM').press(`chatbots.status:${id}:pause`))
    expect(titleOf(user('AM').last)).toMatch(/^You may not do this in workspace /)
    await during('CU', 'DELETE FROM workspace_user WHERE person_id = $1', () =>
      user('CU').command('ask', { ...QUESTION, chatbot: id }),
    )
    expect(titleOf(user('CU').last)).toBe(notFound)
    await during('AA', 'DELETE FROM account_admin WHERE person_id = $1', () =>
      user('AA').press(`agents.duplicate:${id}`),
    )
    expect(titleOf(user('AA').last)).toBe(notFound)
    expect(await readChatbot(rolecall, id)).toMatchObject({ status: 'active' })
    expect(await turnsOf(rolecall, id)).toEqual([])
  })

  test('R21 F126 F150 F124 nobody but the account’s admins reaches an agent of another workspace, and nobody one of another account', async () => {
    const elsewhere = await addWorkspace(rolecall, stage, 'Elsewhere')
    const id = await makeAgent(rolecall, { workspaceId: elsewhere }, user('AA'))
    const other = await setStage(rolecall, acrossPlatforms(swapped))
    const foreign = await makeAgent(rolecall, other, other.people.AM.user, { name: 'Foreign' })
    for (const role of ['WA', 'AM', 'CM', 'BA', 'CU'] as const)
      for (const theirs of [id, foreign])
        for (const press of ['show', 'edit', 'delete', 'versions'])
          expect(titleOf(await user(role).press(`chatbots.${press}:${theirs}:0`))).toBe(notFound)
    expect(titleOf(await user('WA').press(`agents.list:${elsewhere}:0`))).toBe('There is no such workspace')
    expect(titleOf(await user('AA').press(`chatbots.show:${foreign}`))).toBe(notFound)
    expect(titleOf(await user('AA').press(`agents.create:${other.workspaceId}`))).toBe(
      'There is no such workspace',
    )
    expect(titleOf(await user('AA').press(`chatbots.show:${id}`))).toBe('Agent Front desk')
    await giveRole(rolecall, { ...stage, workspaceId: elsewhere }, stage.people.CU.personId, 'chatUser')
    expect(titleOf(await user('CU').press(`chatbots.show:${id}`))).toBe('Agent Front desk')
  })

  test('an agent and a chatbot of the same name are told apart wherever one is picked', async () => {
    await make()
    await makeChatbot(rolecall, stage.owner, { name: 'Front desk', level: 'view' })
    const picked = wordsOf(await stage.member.command('ask', { ...QUESTION, chatbot: 'Front desk' }))
    expect(picked).toMatch(/Front desk \(Alpha \d+\)/)
    expect(picked).toMatch(/Front desk \(agent of Workspace \d+\)/)
    const [asked] = await stage.member.says(`Front desk: ${QUESTION.question}`, inPrivate)
    expect(asked && titleOf(asked)).toBe('Which chatbot?')
    const listed = wordsOf(await stage.member.command('chatbot list'))
    expect(listed).toContain('Agent of workspace')
    expect(listed).toContain('owner Olivia')
    expect(wordsOf(await stage.owner.command('chatbot list', { only: 'shared' }))).not.toContain('Agent of')
  })

  test('an agent is not shared, requested or handed over, by whoever manages it; nothing changes', async () => {
    await setTeam(stage, 'memberChatbotCreation')
    const id = await make()
    const { owner, member, teamId } = stage
    const to = stage.people.CU
    const shares = /^Agent Front desk is not shared one by one$/
    expect(
      titleOf(await owner.command('chatbot share', { chatbot: id, with: stage.teamName, level: 'view' })),
    ).toMatch(shares)
    expect(titleOf(await owner.command('chatbot access', id))).toMatch(shares)
    expect(titleOf(await owner.press(`shares.ask:${id}:${teamId}`))).toMatch(shares)
    expect(titleOf(await owner.press(`shares.askPerson:${id}`))).toMatch(shares)
    const filed = {
      kind: 'submit',
      submit: `requests.file:${id}:${teamId}`,
      values: { level: 'view' },
    } as const
    expect(titleOf(await member.does(filed))).toMatch(shares)
    const handed = 'Agent Front desk is not handed over'
    expect(titleOf(await owner.command('chatbot transfer', { chatbot: id, address: to.address }))).toBe(
      handed,
    )
    expect(titleOf(await owner.press(`transfers.chatbot:${id}:${to.personId}`))).toBe(handed)
    const rows = await rolecall.db.query(
      'SELECT chatbot_id FROM share_grant WHERE chatbot_id = $1 UNION ALL SELECT chatbot_id FROM share_request WHERE chatbot_id = $1 UNION ALL SELECT chatbot_id FROM transfer WHERE chatbot_id = $1',
      [id],
    )
    expect(rows).toEqual([])
  })

  test('B14 in a channel of its workspace it answers whoever may ask it, from what is open to everyone; elsewhere only privately', async () => {
    const id = await make()
    await keepDocument(rolecall, { chatbotId: id, passages: HANDBOOK })
    const { address } = stage.people.CU
    const readers = [{ kind: 'address', value: address }] as const
    const passages = { Pay: 'The warehouse opens its till with 3,141 euros of salary.' }
    await keepDocument(rolecall, { chatbotId: id, name: 'pay.md', passages, readers })
    const asked = { ...QUESTION, chatbot: id }
    const heard = async () => JSON.stringify(rolecall.model.prompts.at(-1))
    expect(await user('CU').command('ask', asked)).toMatchObject({ audience: 'channel' })
    expect(await heard()).toContain('seven in the morning')
    expect(await heard()).not.toContain('3,141')
    await user('CU').does(
      { kind: 'command', command: 'ask', words: { options: asked } },
      undefined,
      inPrivate,
    )
    expect(await heard()).toContain('3,141')
    await user('CU').does({ kind: 'command', command: 'ask', words: { options: asked } }, undefined, {
      place: { shared: true },
    })
    expect(await heard()).not.toContain('seven in the morning')
    const elsewhere = await addWorkspace(rolecall, stage, 'Elsewhere')
    const far = await makeAgent(rolecall, { workspaceId: elsewhere }, user('AA'))
    expect(await user('AA').command('ask', { ...QUESTION, chatbot: far })).toMatchObject({
      audience: 'private',
    })
  })

  test('F106 who manages agents copies one as another agent; others as a chatbot of their own, where their team lets them', async () => {
    const id = await make()
    expect(titleOf(await user('AM').press(`agents.duplicate:${id}`))).toBe('Agent Front desk copy is there')
    expect(titleOf(await user('AM').press(`chatbots.duplicate:${id}`))).toBe('You are in no team here')
    expect(titleOf(await stage.member.press(`agents.duplicate:${id}`))).toMatch(
      /^You may not do this in workspace /,
    )
    expect(titleOf(await stage.member.press(`chatbots.duplicate:${id}`))).toMatch(
      /^This is switched off for members/,
    )
    await setTeam(stage, 'memberChatbotCreation')
    await stage.member.press(`chatbots.duplicate:${id}`)
    const copies = await rolecall.db.query(
      `SELECT p.name AS owner, c.instructions FROM chatbot c LEFT JOIN person p ON p.id = c.owner_id
       WHERE c.workspace_id = $1 AND c.name = 'Front desk copy' ORDER BY c.id`,
      [stage.workspaceId],
    )
    expect(copies).toEqual([
      { owner: null, instructions: 'Be kind.' },
      { owner: 'Maya', instructions: 'Be kind.' },
    ])
  })

  test('F135 F153 who may not change its parts reads the instructions in use, but none of the earlier ones', async () => {
    const id = await make()
    await user('AM').command('chatbot edit', id)
    await user('AM').submit({ name: 'Front desk', instructions: 'Be brief.', keep: 'forGood', switches: [] })
    for (const role of ['CM', 'CU'] as const) {
      expect(wordsOf(await user(role).command('chatbot show', id))).toContain('Be brief.')
      expect(titleOf(await user(role).press(`chatbots.version:${id}:1`))).toMatch(
        /^You may not do this in workspace /,
      )
    }
    expect(wordsOf(await user('WA').press(`chatbots.version:${id}:1`))).toContain('Be kind.')
  })

  test('F154 an agent that answers from its documents only does not answer where none says anything', async () => {
    const id = await make({ switches: ['sourcesOnly'] })
    const asked = rolecall.model.prompts.length
    await user('CU').command('ask', { ...QUESTION, chatbot: id })
    expect(rolecall.model.prompts).toHaveLength(asked)
    expect(await turnsOf(rolecall, id)).toMatchObject([{ sources: [] }])
  })

  test('nobody in person is told of changes to it; what people think of it is read by those who manage it', async () => {
    const id = await make()
    await rolecall.deliver()
    rolecall.sent.length = 0
    await user('WA').command('chatbot pause', id)
    await user('WA').command('chatbot resume', id)
    await user('CM').does({ kind: 'submit', submit: `knowledge.upload:${id}`, values: { files: [] } })
    await rolecall.deliver()
    expect(rolecall.sent).toEqual([])
    await user('CU').command('ask', { ...QUESTION, chatbot: id })
    await user('CU').click('👍 Helpful')
    expect(wordsOf(await user('AM').command('chatbot feedback', id))).toContain('Chad')
  })
})

/** Statements that wait for another one to end. */
async function waiting(): Promise<number> {
  const [row] = await rolecall.db.query(
    `SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks JOIN pg_stat_activity a USING (pid)
     WHERE NOT granted AND a.datname = current_database()`,
  )
  return row.waiting
}
