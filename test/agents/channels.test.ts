import type { Platform } from '../../src/chat'
import { setStage as setAccount } from '../accounts/stage'
import { makeChatbot } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { makeAgent, type Role, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const asked = async (user: TestUser, text = 'When do you open?') => {
  const [answer] = await user.says(text)
  return answer ? titleOf(answer) : null
}

describe.each(['slack', 'discord'] as const)('on %s', (platform: Platform) => {
  let stage: Stage
  let [desk, kitchen] = ['', '']
  beforeEach(async () => {
    stage = await setStage(rolecall, () => platform)
    desk = await makeAgent(rolecall, stage, user('AM'), { name: 'Front desk' })
    kitchen = await makeAgent(rolecall, stage, user('AM'), { name: 'Kitchen' })
  })
  const user = (role: Role) => stage.people[role].user
  const channels = (role: Role, agent: string) => user(role).press(`agents.channels:${agent}`)

  test('F135 an agent answers in the channel in which it was set, when none is named', async () => {
    expect(titleOf(await channels('AM', kitchen))).toBe('Channels of Kitchen')
    expect(titleOf(await user('AM').click('Answer in this channel'))).toBe(
      'Kitchen answers in this channel now',
    )
    expect(await asked(user('CU'))).toBe('Kitchen')
    expect(await asked(user('CU'), 'Front desk: when do you open?')).toBe('Front desk')
    expect(wordsOf(await channels('CU', kitchen))).not.toContain('Remove')
    await channels('AM', desk)
    await user('AM').click('Answer in this channel')
    expect(wordsOf(await channels('AM', kitchen))).not.toContain('Remove')
    await channels('AM', desk)
    await user('AM').click('Remove')
    expect(wordsOf(user('AM').last)).toContain('Answer in this channel')
    expect(
      await rolecall.db.query(
        'SELECT action FROM audit_entry WHERE workspace_id = $1 AND action LIKE $2 ORDER BY id',
        [stage.workspaceId, 'agent.%'],
      ),
    ).toEqual(['agent.channelSet', 'agent.channelSet', 'agent.channelLeft'].map((action) => ({ action })))
  })

  test.each<[Role, string]>([
    ['CM', 'You may not do this in workspace'],
    ['CU', 'You may not do this in workspace'],
    ['BA', 'There is no such chatbot'],
  ])('F135 %s sets and takes away no channel', async (role, told) => {
    await user('AM').press(`agents.answerHere:${desk}`)
    const [{ id }] = await rolecall.db.query('SELECT id FROM agent_channel WHERE agent_id = $1', [desk])
    expect(titleOf(await user(role).press(`agents.answerHere:${kitchen}`))).toContain(told)
    expect(titleOf(await user(role).press(`agents.leaveChannel:${id}`))).toContain(
      role === 'BA' ? 'There is no such channel' : told,
    )
    expect(await rolecall.db.query('SELECT agent_id FROM agent_channel WHERE id = $1', [id])).toEqual([
      { agent_id: desk },
    ])
  })

  test.each<Role>(['AA', 'WA', 'AM'])('F135 %s sets a channel', async (role) => {
    expect(titleOf(await user(role).press(`agents.answerHere:${desk}`))).toBe(
      'Front desk answers in this channel now',
    )
  })

  test('F134 F140 who may not change its parts sees only whether the agent answers where they are', async () => {
    await user('AM').press(`agents.answerHere:${desk}`)
    await rolecall.db.query(
      `INSERT INTO agent_channel SELECT 'hidden-' || id, account_id, workspace_id, agent_id, platform, tenant, 'CBOARD' || agent_id, set_by, set_at
       FROM agent_channel WHERE agent_id = $1`,
      [desk],
    )
    const listed = async (role: Role, agent: string) => cardOf(await channels(role, agent)).rows?.length
    for (const role of ['AA', 'WA', 'AM'] as const) expect(await listed(role, desk)).toBe(2)
    for (const role of ['CM', 'CU'] as const) {
      expect(await listed(role, desk)).toBe(1)
      expect(wordsOf(user(role).last)).not.toContain('CBOARD')
      expect(await listed(role, kitchen)).toBe(0)
    }
  })

  test('R21 of an agent of others there is no channel, and none of theirs takes one here', async () => {
    const other = await setAccount(rolecall)
    await user('AM').press(`agents.answerHere:${desk}`)
    const [{ id }] = await rolecall.db.query('SELECT id FROM agent_channel WHERE agent_id = $1', [desk])
    for (const press of [`agents.answerHere:${desk}`, `agents.channels:${desk}`])
      expect(titleOf(await other.axel.user.press(press))).toBe('There is no such chatbot')
    expect(titleOf(await other.axel.user.press(`agents.leaveChannel:${id}`))).toBe(
      'There is no such channel of an agent',
    )
  })

  test('R21 where the place belongs to another workspace since, the agent does not answer there any more', async () => {
    const { db } = rolecall
    await user('AM').press(`agents.answerHere:${kitchen}`)
    expect(await asked(user('AM'))).toBe('Kitchen')
    expect(await asked(user('AM'), 'Front desk: when do you open?')).toBe('Front desk')
    await db.query(
      `WITH made AS (INSERT INTO workspace (id, account_id, name, plan, created_at)
         SELECT $2, account_id, 'Elsewhere', plan, created_at FROM workspace WHERE id = $1 RETURNING id)
       UPDATE agent_channel SET workspace_id = (SELECT id FROM made) WHERE agent_id = $3`,
      [stage.workspaceId, `W${kitchen}`.slice(0, 26), kitchen],
    )
    expect(await asked(user('AM'))).toBe('Front desk')
  })

  test('a chatbot of a person is set nowhere; in private messages there is no channel', async () => {
    const own = await makeChatbot(rolecall, stage.owner, { name: 'Mine' })
    expect(titleOf(await stage.owner.press(`agents.answerHere:${own}`))).toBe('There is no such chatbot')
    const direct = { place: { direct: true, ...(platform === 'discord' && { tenant: null }) } }
    const [answer] = await user('AM').tries(
      { kind: 'press', press: `agents.answerHere:${desk}` },
      undefined,
      direct,
    )
    expect(answer && wordsOf(answer)).toContain('server')
  })
})
