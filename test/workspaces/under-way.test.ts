import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { seedPerson } from '../support/seed'
import { meeting, rolesIn, rolesOf, type Someone, type Stage, seedUser, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** While the removal waits for the user's row and has seen what there was, `joining` begins. */
async function duringRemoval(
  { workspaceAdmin: { user } }: Stage,
  target: Someone,
  joining: () => Promise<unknown>,
): Promise<void> {
  await user.command('workspace remove', { person: target.personId })
  const held = 'workspace_user WHERE person_id'
  await meeting(rolecall, held, target.personId, () => user.click('Remove'), joining)
}

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })
  const platform = swapped ? 'slack' : 'discord'

  test('R4 who is let into a team while their removal is under way is not left in it alone', async () => {
    const { owner, workspaceId, teamId } = stage
    // Nothing tells before it is accepted that this address is theirs: no removal can take the invitation back.
    const late = await seedPerson(rolecall, stage, { name: 'Late', platform, address: null })
    const address = `late.${late.personId.toLowerCase()}@new.test`
    await owner.command('team invite', address)
    await rolecall.deliver()
    const code = rolecall.mails.find(({ to }) => to === address)?.mail.code
    await duringRemoval(stage, late, () => late.user.command('invite accept', String(code)))
    const [asUser, asMember] = [await rolesIn(rolecall, workspaceId), await rolesOf(rolecall, teamId)]
    expect('Late' in asMember).toBe('Late' in asUser)
  })

  test('R1 R4 who creates a team while their removal is under way does not own it from outside', async () => {
    const { workspaceId, workspaceAdmin } = stage
    const maker = await seedUser(rolecall, stage, 'Maker', platform, 'chatUser')
    await duringRemoval(stage, maker, () => maker.user.command('team create', 'Quick'))
    expect(titleOf(workspaceAdmin.user.last)).toMatch(/^Maker is not in workspace/)
    expect(titleOf(maker.user.last)).not.toBe('Team Quick is there')
    expect(await rolesIn(rolecall, workspaceId)).not.toHaveProperty('Maker')
    const teams = await rolecall.db.query(`SELECT 1 FROM team WHERE workspace_id = $1 AND name = 'Quick'`, [
      workspaceId,
    ])
    expect(teams).toEqual([])
  })

  test('R4 who gets another role while their removal is under way is removed all the same', async () => {
    const { accountAdmin, chatUser, workspaceId } = stage
    await accountAdmin.user.command('workspace role', { person: 'Chad', role: 'workspaceAdmin' })
    await duringRemoval(stage, chatUser, () => accountAdmin.user.click('Make Workspace Admin'))
    expect(await rolesIn(rolecall, workspaceId)).not.toHaveProperty('Chad')
    expect(titleOf(accountAdmin.user.last)).toMatch(/^This person has no role in workspace/)
  })
})
