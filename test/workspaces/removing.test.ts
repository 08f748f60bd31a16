import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import {
  addTeam,
  auditOf,
  invitationsIn,
  personOf,
  rolesIn,
  rolesOf,
  type Someone,
  type Stage,
  seedUser,
  setStage,
} from './stage'

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

  test('R3 every team that they own gets its own new owner, in one step with all the rest', async () => {
    const { workspaceAdmin, admin, member, chatUser, workspaceId } = stage
    const [adam, maya] = [await personOf(rolecall, admin), await personOf(rolecall, member)]
    const one = await addTeam(rolecall, stage, 'One', chatUser.personId, [adam, maya])
    const two = await addTeam(rolecall, stage, 'Two', chatUser.personId, [maya])
    const three = await addTeam(rolecall, stage, 'Three', adam, [chatUser.personId])
    const { user } = workspaceAdmin
    await user.command('workspace remove', 'Chad')
    await user.click('Name new owners')
    await user.submit({ [one]: adam, [two]: maya })
    expect(titleOf(user.last)).toMatch(/^Chad is not in workspace/)
    expect(wordsOf(user.last)).toContain('One: Adam, Two: Maya')
    expect(await rolesOf(rolecall, one)).toEqual({ Adam: 'owner', Maya: 'member' })
    expect(await rolesOf(rolecall, two)).toEqual({ Maya: 'owner' })
    expect(await rolesOf(rolecall, three)).toEqual({ Adam: 'owner' })
    expect(await rolesIn(rolecall, workspaceId)).not.toHaveProperty('Chad')
    expect(await auditOf(rolecall, workspaceId)).toEqual(
      expect.arrayContaining([
        { action: 'workspace.userRemoved', teamId: null },
        ...[one, two, three].map((teamId) => ({ action: 'member.removed', teamId })),
        { action: 'member.roleChanged', teamId: one },
        { action: 'member.roleChanged', teamId: two },
      ]),
    )
  })

  test('R3 nobody but a member of the very team can be named: not the leaving one, not a stranger, not nobody', async () => {
    const { workspaceAdmin, chatUser, admin, member } = stage
    const [adam, maya] = [await personOf(rolecall, admin), await personOf(rolecall, member)]
    const teamId = await addTeam(rolecall, stage, 'One', chatUser.personId, [maya])
    const { user } = workspaceAdmin
    await user.command('workspace remove', 'Chad')
    const form = await user.click('Name new owners')
    for (const named of [adam, chatUser.personId, workspaceAdmin.personId, 'Nobody', '']) {
      user.answers.push(form)
      await user.submit(named === '' ? {} : { [teamId]: named })
      expect(await rolesOf(rolecall, teamId)).toEqual({ Chad: 'owner', Maya: 'member' })
    }
    expect(await rolesIn(rolecall, stage.workspaceId)).toHaveProperty('Chad')
  })

  test('R3 of more than five teams four are asked for, and the others get whom the form proposes', async () => {
    const { workspaceAdmin, admin, member, chatUser } = stage
    const [adam, maya] = [await personOf(rolecall, admin), await personOf(rolecall, member)]
    const teams: string[] = []
    for (const name of ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'])
      teams.push(await addTeam(rolecall, stage, name, chatUser.personId, [maya, adam]))
    await rolecall.db.query(
      `UPDATE membership SET role = 'admin' WHERE person_id = $1 AND team_id = ANY($2)`,
      [adam, teams.slice(5)],
    )
    const { user } = workspaceAdmin
    await user.command('workspace remove', 'Chad')
    const form = await user.click('Name new owners')
    expect(form.kind === 'form' && form.form.fields).toHaveLength(5)
    expect(wordsOf(form)).toMatch(/T5: Maya.*T6: Adam.*T7: Adam/)
    const named = Object.fromEntries(teams.slice(0, 4).map((teamId) => [teamId, adam]))
    await user.submit(named)
    expect(await rolesOf(rolecall, teams[0] ?? '')).toMatchObject({ Chad: 'owner' })
    user.answers.push(form)
    await user.submit({ ...named, proposal: 'agreed' })
    expect(titleOf(user.last)).toMatch(/^Chad is not in workspace/)
    const owners = await Promise.all(teams.map(async (teamId) => rolesOf(rolecall, teamId)))
    expect(owners.map((roles) => Object.entries(roles).find(([, role]) => role === 'owner')?.[0])).toEqual([
      ...['Adam', 'Adam', 'Adam', 'Adam', 'Maya', 'Adam', 'Adam'],
    ])
  })

  test('a team with more members than a list holds lets one search for the new owner', async () => {
    const { workspaceAdmin, chatUser, workspaceId } = stage
    const people: Someone[] = []
    for (let index = 0; index < 27; index += 1)
      people.push(await seedUser(rolecall, stage, `Member ${index}`, 'slack', 'chatUser'))
    const teamId = await addTeam(
      rolecall,
      stage,
      'Many',
      chatUser.personId,
      people.map(({ personId }) => personId),
    )
    const { user } = workspaceAdmin
    await user.command('workspace remove', 'Chad')
    const form = await user.click('Name new owners')
    const search = `workspaces.owner:${workspaceId}:${chatUser.personId}:${teamId}`
    expect(form.kind === 'form' && form.form.fields[0]).toMatchObject({ kind: 'search', search })
    const asked = { kind: 'search', search, typed: 'member 26' } as const
    expect(wordsOf(await user.does(asked))).toContain('Member 26')
    expect(wordsOf(await stage.member.does(asked))).not.toContain('Member 26')
    user.answers.push(form)
    await user.submit({ [teamId]: 'Member 26' })
    expect(await rolesOf(rolecall, teamId)).toMatchObject({ 'Member 26': 'owner' })
  })

  test('what waits for somebody who is removed follows: invitations, offers and shares end, requests go to the new owner', async () => {
    const { workspaceAdmin, owner, admin, member, chatUser, workspaceId, teamId } = stage
    await owner.command('team settings')
    await owner.submit({ name: stage.teamName, switches: ['memberChatbotCreation'] })
    const offered = await makeChatbot(rolecall, admin, { name: 'Offered' })
    await admin.command('chatbot share', { chatbot: 'Offered', with: chatUser.address, level: 'view' })
    await admin.command('chatbot transfer', { chatbot: 'Offered', address: chatUser.address })
    await admin.press(`transfers.chatbot:${offered}:${chatUser.personId}`)
    await owner.command('team invite', chatUser.address)
    const asked = await makeChatbot(rolecall, member, { name: 'Asked' })
    const submit = `requests.file:${asked}:${teamId}`
    await member.does({ kind: 'submit', submit, values: { level: 'view' } })
    await rolecall.deliver()

    const { user } = workspaceAdmin
    await user.command('workspace remove', 'Chad')
    expect(wordsOf(user.last)).toMatch(/Invitations to them that are cancelled.*Alpha/)
    await user.click('Remove')
    await user.command('workspace remove', 'Olivia')
    await user.click('Name new owners')
    await user.submit({ [teamId]: await personOf(rolecall, admin) })
    await rolecall.deliver()

    const [left] = await rolecall.db.query(
      `SELECT
         (SELECT string_agg(status, ',') FROM invitation WHERE workspace_id = $1) AS invitations,
         (SELECT string_agg(status, ',') FROM transfer WHERE workspace_id = $1) AS transfers,
         (SELECT count(*) FROM share_grant WHERE person_id = $2 AND ended_at IS NULL) AS shares,
         (SELECT asked_id FROM share_request WHERE chatbot_id = $3 AND status = 'pending') AS asked`,
      [workspaceId, chatUser.personId, asked],
    )
    expect(left).toEqual({
      ...{ invitations: 'cancelled', transfers: 'cancelled', shares: 0 },
      asked: await personOf(rolecall, admin),
    })
    expect(titleOf(await chatUser.user.command('invite accept'))).toBe('No invitation waits for you')
  })

  test('R4 the invitations to admin roles that a removed person has sent end with them, the others stay', async () => {
    const { accountAdmin, workspaceAdmin, admin, workspaceId } = stage
    const { user } = workspaceAdmin
    await user.command('workspace invite', { people: 'key@new.test', role: 'workspaceAdmin' })
    await user.command('workspace invite', { people: 'cora@new.test', role: 'contentManager' })
    await admin.command('team invite', { people: 'second@new.test', role: 'admin' })
    await admin.command('team invite', { people: 'milo@new.test', role: 'member' })
    await accountAdmin.user.command('workspace remove', 'Wanda')
    expect(wordsOf(accountAdmin.user.last)).toContain('key@new.test as Workspace Admin')
    expect(wordsOf(accountAdmin.user.last)).not.toContain('cora@new.test')
    await accountAdmin.user.click('Remove')
    await accountAdmin.user.command('workspace remove', 'Adam')
    expect(wordsOf(accountAdmin.user.last)).toContain('second@new.test as Admin')
    await accountAdmin.user.click('Remove')
    expect(await invitationsIn(rolecall, workspaceId)).toEqual({
      ...{ 'key@new.test': 'cancelled', 'cora@new.test': 'pending' },
      ...{ 'second@new.test': 'cancelled', 'milo@new.test': 'pending' },
    })
    const cancelled = (await auditOf(rolecall, workspaceId)).filter(
      ({ action }) => action === 'invitation.cancelled',
    )
    expect(cancelled).toEqual([
      { action: 'invitation.cancelled', teamId: null },
      { action: 'invitation.cancelled', teamId: stage.teamId },
    ])
  })

  test('F124 a share with somebody who stays account admin stays', async () => {
    const { workspaceAdmin, owner, admin, teamId } = stage
    const olivia = await personOf(rolecall, owner)
    await makeChatbot(rolecall, admin, { name: 'Kept' })
    await admin.command('chatbot share', { chatbot: 'Kept', with: 'Olivia', level: 'view' })
    const { user } = workspaceAdmin
    await user.command('workspace remove', 'Olivia')
    await user.click('Name new owners')
    await user.submit({ [teamId]: await personOf(rolecall, admin) })
    await rolecall.deliver()
    const live = await rolecall.db.query(
      'SELECT 1 FROM share_grant WHERE person_id = $1 AND ended_at IS NULL',
      [olivia],
    )
    expect(live).toHaveLength(1)
    expect(titleOf(await owner.command('chatbot show', { chatbot: 'Kept' }))).toMatch(/Kept/)
  })
})
