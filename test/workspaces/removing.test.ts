import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { addTeam, auditOf, makeAccountAdmin, personOf, rolesIn, rolesOf, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })

  test('F129 R4 R5 a confirmed removal ends role and memberships at once, and not before', async () => {
    const { workspaceAdmin, member, workspaceId, workspaceName, teamId, teamName } = stage
    expect(titleOf(await workspaceAdmin.user.command('workspace remove', 'Maya'))).toBe('Remove Maya?')
    expect(wordsOf(workspaceAdmin.user.last)).toContain(teamName)
    expect(titleOf(await member.command('team overview'))).toBe(`Team ${teamName}`)
    expect(titleOf(await workspaceAdmin.user.click('Remove'))).toBe(
      `Maya is not in workspace ${workspaceName} any more`,
    )
    expect(await rolesIn(rolecall, workspaceId)).not.toHaveProperty('Maya')
    expect(await rolesOf(rolecall, teamId)).toEqual({ Olivia: 'owner', Adam: 'admin' })
    expect(titleOf(await member.command('team overview'))).toBe('You are in no team here')
    expect(titleOf(await member.command('workspace overview'))).toBe('There is no such workspace')
    await rolecall.deliver()
    expect(rolecall.inboxOf(member).at(-1)?.title).toBe(`You are no longer in workspace ${workspaceName}`)
    expect(await auditOf(rolecall, workspaceId)).toEqual([
      { action: 'workspace.userRemoved', teamId: null },
      { action: 'member.removed', teamId },
    ])
  })

  test('R3 R1 who owns a team goes only when the same form names a member as its owner', async () => {
    const { workspaceAdmin, owner, admin, member, workspaceId, teamId, teamName } = stage
    await workspaceAdmin.user.command('workspace remove', 'Olivia')
    expect(wordsOf(workspaceAdmin.user.last)).toContain('Stays Account Admin')
    const form = await workspaceAdmin.user.click('Name new owners')
    expect(titleOf(form)).toBe('Name new owners')
    const without = await workspaceAdmin.user.submit({})
    expect(JSON.stringify(without)).toContain(`needs a new owner`)
    expect(await rolesOf(rolecall, teamId)).toMatchObject({ Olivia: 'owner' })
    workspaceAdmin.user.answers.push(form)
    await workspaceAdmin.user.submit({ [teamId]: await personOf(rolecall, member) })
    expect(titleOf(workspaceAdmin.user.last)).toMatch(/^Olivia is not in workspace/)
    expect(await rolesOf(rolecall, teamId)).toEqual({ Maya: 'owner', Adam: 'admin' })
    expect(await rolesIn(rolecall, workspaceId)).not.toHaveProperty('Olivia')
    await rolecall.deliver()
    expect(rolecall.inboxOf(member).map(({ title }) => title)).toContain(`You now own team ${teamName}`)
    expect(titleOf(await admin.command('team overview'))).toBe(`Team ${teamName}`)
    expect(titleOf(await owner.command('workspace overview'))).toMatch(/^Workspace/)
    expect(cardOf(owner.last).fields).toContainEqual({ name: 'Your role', value: 'Account Admin' })
  })

  test('a team in which nobody would be left is deleted with the removal, as the card says', async () => {
    const { workspaceAdmin, chatUser, workspaceId } = stage
    const teamId = await addTeam(rolecall, stage, 'Solo', chatUser.personId)
    await workspaceAdmin.user.command('workspace remove', 'Chad')
    expect(wordsOf(workspaceAdmin.user.last)).toMatch(/Nobody else is in these: they are deleted.*Solo/)
    expect(titleOf(await workspaceAdmin.user.click('Remove'))).toMatch(/^Chad is not in workspace/)
    expect(await rolesOf(rolecall, teamId)).toEqual({})
    const [{ deleted }] = await rolecall.db.query(
      'SELECT deleted_at IS NOT NULL AS deleted FROM team WHERE id = $1',
      [teamId],
    )
    expect(deleted).toBe(true)
    expect((await auditOf(rolecall, workspaceId)).map(({ action }) => action)).toEqual([
      'workspace.userRemoved',
      'member.removed',
      'team.deleted',
    ])
  })
})
void makeAccountAdmin
