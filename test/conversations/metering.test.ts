import { payerOf } from '../../src/billing'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { QUESTION, type Scene, setScene, usageOf } from './stage'

describe('who pays for an answer (domain.md §5)', () => {
  const team = (teamId: string) => ({ to: { kind: 'team', teamId, ownerId: `owner of ${teamId}` } }) as const
  const person = { to: { kind: 'person' } } as const
  const grants = [team('A'), person, team('B'), team('C')]

  test.each([
    ['F42 nobody shares it: its owner', [], { here: 'A', teams: ['A'] }, 'Olivia'],
    ['F96 shared with people only: its owner', [person], { here: 'A', teams: ['A'] }, 'Olivia'],
    ['F97 shared with a team: its owner', [team('A')], { here: null, teams: ['A'] }, 'owner of A'],
    ['F97 asked by its owner, who is in no team', [team('A')], { here: null, teams: [] }, 'owner of A'],
    ['of several the one it was asked in', grants, { here: 'B', teams: ['A', 'B'] }, 'owner of B'],
    ['else the first of the asker’s', grants, { here: 'Z', teams: ['C', 'B'] }, 'owner of B'],
    [
      'never one the asker is not in, when they are in another',
      grants,
      { here: 'A', teams: ['C'] },
      'owner of C',
    ],
    ['else the first', grants, { here: 'Z', teams: ['Z'] }, 'owner of A'],
  ])('%s', (_what, grants, askedIn, personId) => {
    expect(payerOf({ ownerId: 'Olivia', grants }, askedIn)).toMatchObject({ personId })
  })
})

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
