import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { QUESTION, type Scene, setScene, usageOf } from './stage'

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let rolecall: Rolecall
  let scene: Scene
  beforeAll(async () => {
    rolecall = await createRolecall()
  })
  afterAll(() => rolecall.close())
  beforeEach(async () => {
    scene = await setScene(rolecall, swapped)
  })

  const payers = async (chatbotId: string) =>
    (await usageOf(rolecall, chatbotId)).map(({ payer }: { payer: string }) => payer)

  test('F97 F98 the team owner pays while it is shared with the team, afterwards the chatbot’s owner', async () => {
    const id = await makeChatbot(rolecall, scene.admin, { name: 'Plans', level: 'view' })
    const ask = () => scene.admin.command('ask', { ...QUESTION, chatbot: 'Plans', private: 'yes' })
    await ask()
    await rolecall.db.query('UPDATE share_grant SET ended_at = now() WHERE chatbot_id = $1', [id])
    await ask()
    expect(await payers(id)).toEqual(['Olivia', 'Adam'])
  })

  test('R18 what an answer cost can be neither changed nor taken away', async () => {
    await scene.member.command('ask', QUESTION)
    for (const sql of [
      'UPDATE usage_entry SET cost_micros = 0',
      'DELETE FROM usage_entry',
      'TRUNCATE usage_entry',
    ])
      await expect(rolecall.db.query(sql)).rejects.toThrow(/append-only|permission denied/)
    expect(await payers(scene.chatbotId)).toEqual(['Olivia'])
  })
})
