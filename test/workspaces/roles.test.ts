import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { auditOf, rolesIn, rolesOf, type Stage, seedUser, setStage } from './stage'

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

  test('F129 R5 R18 a role changes after the confirm step, not before; the person is told privately', async () => {
    const { workspaceAdmin, member, workspaceId, workspaceName, teamId } = stage
    const { user } = workspaceAdmin
    expect(titleOf(await user.command('workspace role', 'Maya "Content Manager"'))).toBe(
      'Make Maya Content Manager?',
    )
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Maya: 'chatUser' })
    expect(titleOf(await user.click('Make Content Manager'))).toBe('Maya is now Content Manager')
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Maya: 'contentManager' })
    expect(await rolesOf(rolecall, teamId)).toMatchObject({ Maya: 'member' })
    expect(await auditOf(rolecall, workspaceId)).toEqual([{ action: 'workspace.roleChanged', teamId: null }])
    await rolecall.deliver()
    expect(rolecall.inboxOf(member).at(-1)?.title).toBe(
      `You are now Content Manager of workspace ${workspaceName}`,
    )
    expect(wordsOf(await member.command('whoami'))).toContain(`Content Manager of workspace ${workspaceName}`)
  })

  test('R5 cancelling the confirm card changes nothing, of a role and of a removal', async () => {
    const { user } = stage.workspaceAdmin
    const before = await rolesIn(rolecall, stage.workspaceId)
    await user.command('workspace role', { person: 'Maya', role: 'billingAdmin' })
    expect(titleOf(await user.click('Cancel'))).toBe('Nothing was changed')
    await user.command('workspace remove', 'Maya')
    expect(titleOf(await user.click('Cancel'))).toBe('Nothing was changed')
    expect(await rolesIn(rolecall, stage.workspaceId)).toEqual(before)
  })

  test('§1 each of the five roles can be given, and is refused to who has it already', async () => {
    const { user } = stage.workspaceAdmin
    for (const [role, label] of [
      ['workspaceAdmin', 'Workspace Admin'],
      ['agentManager', 'Agent Manager'],
      ['contentManager', 'Content Manager'],
      ['billingAdmin', 'Billing Admin'],
      ['chatUser', 'Chat User'],
    ] as const) {
      await user.command('workspace role', { person: 'Chad', role })
      await user.click(`Make ${label}`)
      expect(await rolesIn(rolecall, stage.workspaceId)).toMatchObject({ Chad: role })
      expect(titleOf(await user.command('workspace role', { person: 'Chad', role }))).toBe(
        `Chad is already ${label} of workspace ${stage.workspaceName}`,
      )
    }
  })

  test('F125 account admin is none of the roles of a workspace, whatever a button says', async () => {
    const { user } = stage.workspaceAdmin
    const { workspaceId, chatUser } = stage
    for (const role of ['accountAdmin', 'owner', 'admin', '', '__proto__'])
      expect(
        titleOf(await user.press(`workspaces.role:${workspaceId}:${chatUser.personId}:${role}`)),
      ).toMatch(/^role must be one of/)
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Chad: 'chatUser' })
  })

  test('a workspace admin steps down themselves, is warned, and has lost the right at once', async () => {
    const { user } = stage.workspaceAdmin
    await user.command('workspace role', { person: 'Wanda', role: 'chatUser' })
    expect(wordsOf(user.last)).toContain('You will not be able to undo this yourself')
    expect(titleOf(await user.click('Make Chat User'))).toBe('Wanda is now Chat User')
    expect(titleOf(await user.command('workspace users'))).toMatch(/^You may not do this in workspace/)
    await rolecall.deliver()
    expect(rolecall.inboxOf(user)).toEqual([])
  })

  test('H1 the right is lost between the card and its button: refused, and the card gives way to the reason', async () => {
    const { workspaceAdmin, accountAdmin, workspaceId } = stage
    await workspaceAdmin.user.command('workspace role', { person: 'Chad', role: 'workspaceAdmin' })
    await accountAdmin.user.command('workspace role', { person: 'Wanda', role: 'agentManager' })
    await accountAdmin.user.click('Make Agent Manager')
    const refused = await workspaceAdmin.user.click('Make Workspace Admin')
    expect(refused.kind).toBe('replace')
    expect(titleOf(refused)).toMatch(/^You may not do this in workspace/)
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Chad: 'chatUser' })
  })

  test('H1 an account admin who is one no longer is refused at the button', async () => {
    const { accountAdmin, workspaceId } = stage
    await accountAdmin.user.command('workspace role', { person: 'Chad', role: 'workspaceAdmin' })
    await rolecall.db.query('DELETE FROM account_admin WHERE person_id = $1', [accountAdmin.personId])
    expect(titleOf(await accountAdmin.user.click('Make Workspace Admin'))).toBe('There is no such workspace')
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Chad: 'chatUser' })
  })

  test('R19 one press delivered eleven times: one change, one notice, eleven equal answers', async () => {
    const { workspaceAdmin, workspaceId, accountId } = stage
    await workspaceAdmin.user.command('workspace role', { person: 'Chad', role: 'agentManager' })
    const press = pressOf(workspaceAdmin.user.last, 'Make Agent Manager')
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => workspaceAdmin.user.press(press, `role-${workspaceId}`)),
    )
    expect(new Set(answers.map(wordsOf)).size).toBe(1)
    expect(await auditOf(rolecall, workspaceId)).toHaveLength(1)
    const owed = await rolecall.db.query(`SELECT 1 FROM outbox WHERE account_id = $1 AND kind = 'notice'`, [
      accountId,
    ])
    expect(owed).toHaveLength(1)
  })

  test('H14 B12 a blocked private message undoes nothing, the actor is told, the note waits in the inbox', async () => {
    const { workspaceAdmin, chatUser, workspaceId } = stage
    const { platform, tenant, userId } = chatUser.user.id
    rolecall.blocked.add(`${platform}:${tenant}:${userId}`)
    await workspaceAdmin.user.command('workspace role', { person: 'Chad', role: 'agentManager' })
    await workspaceAdmin.user.click('Make Agent Manager')
    await rolecall.deliver()
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Chad: 'agentManager' })
    expect(rolecall.inboxOf(workspaceAdmin.user).at(-1)?.title).toMatch(/Chad could not be/)
    expect(wordsOf(await chatUser.user.command('inbox'))).toContain('You are now Agent Manager')
  })

  test('a user is named by name, mention, address or id; of two alike the asker picks, told apart', async () => {
    const { workspaceAdmin, workspaceId } = stage
    const { user } = workspaceAdmin
    const platform = user.id.platform
    const first = await seedUser(rolecall, stage, 'Twin', platform, 'chatUser')
    const second = await seedUser(rolecall, stage, 'Twin', platform, 'billingAdmin')
    for (const person of [first.address, `<@${first.user.id.userId}>`, first.personId])
      expect(titleOf(await user.command('workspace remove', { person }))).toBe('Remove Twin?')
    expect((await user.command('workspace remove', { person: 'twin' })).kind).toBe('form')
    expect(wordsOf(user.last)).toMatch(/Twin \(t•••.*Twin \(t•••/)
    expect(titleOf(await user.submit({ person: second.personId }))).toBe('Remove Twin?')
    await user.click('Remove')
    const left = await rolecall.db.query(
      `SELECT person_id AS id FROM workspace_user JOIN person p ON p.id = person_id WHERE workspace_id = $1 AND p.name = 'Twin'`,
      [workspaceId],
    )
    expect(left).toEqual([{ id: first.personId }])
  })

  test('who has no role there is refused as that: an unknown name, and an account admin', async () => {
    const { user } = stage.workspaceAdmin
    for (const [person, words] of [
      ['Nobody at all', 'Nobody at all'],
      ['Axel', 'This person has no role in workspace'],
    ] as const) {
      await user.command('workspace remove', { person })
      expect(JSON.stringify(user.last)).toContain(words)
      expect(cardOf(user.last).buttons ?? []).not.toContainEqual(expect.objectContaining({ label: 'Remove' }))
    }
  })
})
