import { MembersAreUsers19 } from '../../migrations/0019-members-are-users'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { makeAccountAdmin, meeting, rolesIn, rolesOf, type Stage, setStage } from '../workspaces/stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

let stage: Stage
beforeEach(async () => {
  stage = await setStage(rolecall)
})

const teamsNamed = (name: string): Promise<{ id: string }[]> =>
  rolecall.db.query('SELECT id FROM team WHERE workspace_id = $1 AND name = $2', [stage.workspaceId, name])

test('R13 an account admin who makes a team becomes a chat user of its workspace, without a seat', async () => {
  const { accountAdmin, workspaceAdmin, workspaceId } = stage
  const seats = async () =>
    /Seats: \d+/.exec(wordsOf(await workspaceAdmin.user.command('workspace users')))?.[0]
  const before = await seats()
  await accountAdmin.user.command('team create', 'Shadow')
  expect(titleOf(accountAdmin.user.last)).toBe('Team Shadow is there')
  expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Axel: 'chatUser' })
  expect(await seats()).toBe(before)
})

test('R3 R4 whoever is account admin no longer is a user like others: listed, and removed with the team', async () => {
  const { accountAdmin, workspaceAdmin, accountId } = stage
  await makeAccountAdmin(rolecall, stage, workspaceAdmin.personId)
  await accountAdmin.user.command('team create', 'Shadow')
  const { user } = workspaceAdmin
  await user.press(`account.remove:${accountId}:${accountAdmin.personId}:warned`)
  expect(wordsOf(await user.command('workspace users'))).toContain('Axel')
  await user.command('workspace remove', 'Axel')
  expect(wordsOf(user.last)).toContain('Shadow')
  await user.click('Remove')
  const [team] = await teamsNamed('Shadow')
  expect(await rolesOf(rolecall, String(team?.id))).toEqual({})
  expect(titleOf(await accountAdmin.user.command('team members', 'team:Shadow'))).not.toContain('Shadow')
})

test('a role that the maker has in the workspace stays', async () => {
  await stage.workspaceAdmin.user.command('team create', 'Mine')
  expect(await rolesIn(rolecall, stage.workspaceId)).toMatchObject({ Wanda: 'workspaceAdmin' })
})

/** While making a team waits for the account admin's right and has seen what there was, `end` begins. */
const whileMaking = (end: () => Promise<unknown>) =>
  meeting(
    rolecall,
    'account_admin WHERE person_id',
    stage.accountAdmin.personId,
    () => stage.accountAdmin.user.command('team create', 'Quick'),
    end,
  )

test('H10 whoever loses the right at once with making a team is a user of its workspace, or it is not made', async () => {
  const { owner, accountAdmin, accountId, workspaceId } = stage
  await whileMaking(() => owner.press(`account.remove:${accountId}:${accountAdmin.personId}:warned`))
  expect((await teamsNamed('Quick')).length > 0).toBe('Axel' in (await rolesIn(rolecall, workspaceId)))
})

test('H10 F151 whoever leaves the account at once with making a team owns none in it', async () => {
  const { accountAdmin, accountId } = stage
  await whileMaking(() => accountAdmin.user.press(`account.leave:${accountId}:warned`))
  const stays = await rolecall.db.query('SELECT 1 FROM account_admin WHERE person_id = $1', [
    accountAdmin.personId,
  ])
  expect(await teamsNamed('Quick')).toHaveLength(stays.length)
})

test('whoever owned a team without being a user before the update is one after it', async () => {
  const { accountAdmin, workspaceId } = stage
  await accountAdmin.user.command('team create', 'Old')
  const { db } = rolecall
  await db.query('DELETE FROM workspace_user WHERE person_id = $1', [accountAdmin.personId])
  const before = await rolesIn(rolecall, workspaceId)
  const runner = db.createQueryRunner()
  await new MembersAreUsers19().up(runner)
  await runner.release()
  expect(await rolesIn(rolecall, workspaceId)).toEqual({ ...before, Axel: 'chatUser' })
})
