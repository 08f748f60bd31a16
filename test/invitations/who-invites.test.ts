import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { givePlan, seedTeam } from '../support/seed'
import { addWorkspace, makeAccountAdmin, rolesIn, type Stage, seedUser, setStage } from '../workspaces/stage'
import { codeFor, freshAddress, seedKnown, statusesIn, stranger } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: 'seats 6', PLAN_PRO: 'seats 50' })
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_way, swapped) => {
  const [near, far] = swapped ? (['discord', 'slack'] as const) : (['slack', 'discord'] as const)
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
    await givePlan(rolecall, stage, 'pro')
  })

  const toWorkspace = (by: TestUser, people = freshAddress(), more: Record<string, string> = {}) =>
    by.command('workspace invite', { people, ...more })
  const toAccount = (by: TestUser, people = freshAddress()) => by.command('account invite', { people })

  test('F129 a workspace admin invites with each of the five roles, and as Chat User where none is named', async () => {
    const roles = ['workspaceAdmin', 'agentManager', 'contentManager', 'billingAdmin', 'chatUser']
    for (const role of [...roles, undefined]) {
      const address = freshAddress()
      await toWorkspace(stage.workspaceAdmin.user, address, role === undefined ? {} : { role })
      await rolecall.deliver()
      const guest = stranger(rolecall, stage, far)
      await guest.command('invite accept', codeFor(rolecall, address))
      expect((await rolesIn(rolecall, stage.workspaceId))[guest.name]).toBe(role ?? 'chatUser')
    }
  })

  test('F130 no other role invites into the workspace, no owner of a team does, and no row is written', async () => {
    for (const role of ['agentManager', 'contentManager', 'billingAdmin', 'chatUser'] as const) {
      const { user } = await seedUser(rolecall, stage, `Some ${role}`, near, role)
      expect(titleOf(await toWorkspace(user))).toMatch(/^You may not do this in workspace/)
      expect(titleOf(await user.press(`invites.list:${stage.workspaceId}:0`))).toMatch(/^You may not do this/)
    }
    expect(titleOf(await toWorkspace(stage.admin))).toMatch(/^You may not do this/)
    expect(await statusesIn(rolecall, stage.workspaceId)).toEqual([])
  })

  test('F126 R21 an admin of one workspace does not find another one, nor its invitations', async () => {
    const otherId = await addWorkspace(rolecall, stage, 'Elsewhere')
    await toWorkspace(stage.accountAdmin.user, freshAddress(), { workspace: 'Elsewhere' })
    const [{ id }] = await rolecall.db.query('SELECT id FROM invitation WHERE workspace_id = $1', [otherId])
    const { user } = stage.workspaceAdmin
    expect(titleOf(await toWorkspace(user, freshAddress(), { workspace: 'Elsewhere' }))).toMatch(
      /^There is no such workspace/,
    )
    for (const press of [`invites.list:${otherId}:0`, `invites.resend:${id}`, `invites.cancel:${id}`])
      expect(titleOf(await user.press(press))).toMatch(/^There is no such/)
    expect(await statusesIn(rolecall, otherId)).toEqual(['pending'])
  })

  test('F124 an account admin invites into every workspace of the account, and into none of another', async () => {
    const otherId = await addWorkspace(rolecall, stage, 'Elsewhere')
    const { user } = stage.accountAdmin
    await toWorkspace(user)
    await toWorkspace(user, freshAddress(), { workspace: 'Elsewhere' })
    expect(await statusesIn(rolecall, stage.workspaceId)).toEqual(['pending'])
    expect(await statusesIn(rolecall, otherId)).toEqual(['pending'])
    const foreign = await seedTeam(rolecall, { swapped })
    expect(titleOf(await toWorkspace(user, freshAddress(), { workspace: foreign.workspaceId }))).toMatch(
      /^There is no such workspace/,
    )
    expect(titleOf(await user.press(`invites.list:${foreign.accountId}:0`))).toMatch(/^There is no such/)
    expect(await statusesIn(rolecall, foreign.workspaceId)).toEqual([])
  })

  test('F128 only account admins invite account admins', async () => {
    for (const user of [stage.workspaceAdmin.user, stage.chatUser.user, stage.admin, stage.member]) {
      await toAccount(user)
      expect(titleOf(await user.press(`invites.list:${stage.accountId}:0`))).toMatch(
        /^Only account admins may do this/,
      )
    }
    expect(await statusesIn(rolecall, stage.accountId)).toEqual([])
    expect(titleOf(await toAccount(stage.accountAdmin.user))).toBe('Invited 1 person as Account Admin')
  })

  test('H1 whoever was demoted between seeing the list and pressing is refused', async () => {
    const { user, personId } = stage.workspaceAdmin
    await toWorkspace(user)
    await user.press(`invites.list:${stage.workspaceId}:0`)
    const seen = user.last
    await rolecall.db.query(
      `UPDATE workspace_user SET role = 'chatUser', version = DEFAULT WHERE person_id = $1`,
      [personId],
    )
    user.answers.push(seen)
    expect(titleOf(await user.click('Cancel invitation'))).toMatch(/^You may not do this in workspace/)
    expect(await statusesIn(rolecall, stage.workspaceId)).toEqual(['pending'])
  })

  test('who administers the account is told of every new admin, the inviter once', async () => {
    const address = freshAddress()
    await toAccount(stage.accountAdmin.user, address)
    await rolecall.deliver()
    const guest = stranger(rolecall, stage, far)
    await guest.command('invite accept', codeFor(rolecall, address))
    await rolecall.deliver()
    const titles = (user: TestUser) => rolecall.inboxOf(user).map(({ title }) => title)
    expect(titles(stage.owner)).toContain(`${guest.name} is an account admin now`)
    expect(titles(stage.accountAdmin.user)).toEqual([`${guest.name} accepted your invitation`])
    expect(titles(guest)).toEqual([])
  })

  test('R13 invitations to a workspace take seats, beside those to its teams; to the account they take none', async () => {
    await givePlan(rolecall, stage, 'basic')
    // Of six seats Adam, Maya, Wanda and Chad have four.
    const [one, two] = [freshAddress(), freshAddress()]
    await toWorkspace(stage.workspaceAdmin.user, one)
    await stage.admin.command('team invite', { people: `${one} ${two}` })
    const refused = cardOf(await toWorkspace(stage.workspaceAdmin.user))
    expect(refused.title).toBe('Nobody was invited')
    expect(refused.fields?.[0]?.name).toMatch(/is full: 6 of 6 seats$/)
    expect(wordsOf(await stage.admin.command('team invite', freshAddress()))).toContain('6 of 6 seats')
    expect(titleOf(await toAccount(stage.accountAdmin.user))).toBe('Invited 1 person as Account Admin')
    await stage.workspaceAdmin.user.press(`invites.list:${stage.workspaceId}:0`)
    await stage.workspaceAdmin.user.click('Cancel invitation')
    // The same person is still invited to the team.
    expect(titleOf(await toWorkspace(stage.workspaceAdmin.user))).toBe('Nobody was invited')
    expect(titleOf(await toWorkspace(stage.workspaceAdmin.user, one))).toBe('Invited 1 person as Chat User')
  })

  describe('somebody who has joined a team since they were invited to the workspace', () => {
    const joinBoth = async (role: string) => {
      const known = await seedKnown(rolecall, stage, far)
      await toWorkspace(stage.workspaceAdmin.user, known.address, { role })
      await stage.admin.command('team invite', known.address)
      const rows = await rolecall.db.query(
        `SELECT scope_kind AS kind, id FROM invitation WHERE invitee = 'mail:' || $1`,
        [known.address],
      )
      const [team, workspace] = ['team', 'workspace'].map((kind) =>
        rows.find((row: { kind: string }) => row.kind === kind),
      )
      await known.user.press(`invites.accept:${team.id}`)
      return { ...known, workspaceInvitation: workspace.id as string }
    }

    test('gets the role they were invited with: the order of two clicks decides nothing', async () => {
      const known = await joinBoth('agentManager')
      expect((await rolesIn(rolecall, stage.workspaceId)).Kim).toBe('chatUser')
      expect(titleOf(await known.user.press(`invites.accept:${known.workspaceInvitation}`))).toMatch(
        /^Welcome to workspace/,
      )
      expect((await rolesIn(rolecall, stage.workspaceId)).Kim).toBe('agentManager')
    })

    test('keeps a role that somebody has given them since; the invitation is taken back', async () => {
      const known = await joinBoth('workspaceAdmin')
      const { user } = stage.workspaceAdmin
      await user.press(`workspaces.role:${stage.workspaceId}:${known.personId}:contentManager`)
      await user.press(`workspaces.role:${stage.workspaceId}:${known.personId}:chatUser`)
      expect(titleOf(await known.user.press(`invites.accept:${known.workspaceInvitation}`))).toBe(
        'This invitation was cancelled',
      )
      expect((await rolesIn(rolecall, stage.workspaceId)).Kim).toBe('chatUser')
    })

    test('is in already where no other role was offered, and reads how to get one', async () => {
      const known = await joinBoth('chatUser')
      const refused = await known.user.press(`invites.accept:${known.workspaceInvitation}`)
      expect(titleOf(refused)).toBe('You are in this workspace already')
      expect(wordsOf(refused)).toContain('workspace role')
    })

    test('F151 loses the invitation to the workspace when they are removed from it', async () => {
      const known = await joinBoth('agentManager')
      const { user } = stage.workspaceAdmin
      await user.command('workspace remove', { person: known.personId })
      expect(wordsOf(user.last)).toContain('the workspace itself')
      await user.click('Remove')
      expect(titleOf(await known.user.press(`invites.accept:${known.workspaceInvitation}`))).not.toMatch(
        /^Welcome/,
      )
      expect((await rolesIn(rolecall, stage.workspaceId)).Kim).toBeUndefined()
      expect(await statusesIn(rolecall, stage.workspaceId)).toEqual(['cancelled'])
    })
  })

  test('F151 who leaves the account, or is no admin of it any more, loses the invitations that lead back', async () => {
    const { user, personId, address } = stage.accountAdmin
    const second = freshAddress()
    await toAccount(stage.owner, second)
    await rolecall.db.query(
      'INSERT INTO person_address (person_id, address, verified_at) VALUES ($1, $2, now())',
      [personId, second],
    )
    await stage.admin.command('team invite', address)
    await stage.owner.press(`account.remove:${stage.accountId}:${personId}:warned`)
    expect(await statusesIn(rolecall, stage.accountId)).toEqual(['cancelled'])
    expect(await statusesIn(rolecall, stage.teamId)).toEqual(['pending'])

    await makeAccountAdmin(rolecall, stage, personId)
    await user.press(`account.leave:${stage.accountId}:warned`)
    expect(await statusesIn(rolecall, stage.teamId)).toEqual(['cancelled'])
    expect(titleOf(await user.command('invite accept'))).toBe('No invitation waits for you')
  })

  test('F150 one person invited to two workspaces has in each the role of its invitation', async () => {
    const otherId = await addWorkspace(rolecall, stage, 'Elsewhere')
    const known = await seedKnown(rolecall, stage, far)
    const { user } = stage.accountAdmin
    await toWorkspace(user, known.address, { role: 'billingAdmin' })
    await toWorkspace(user, known.address, { role: 'contentManager', workspace: 'Elsewhere' })
    const rows = await rolecall.db.query(`SELECT id FROM invitation WHERE invitee = 'mail:' || $1`, [
      known.address,
    ])
    for (const { id } of rows) await known.user.press(`invites.accept:${id}`)
    expect((await rolesIn(rolecall, stage.workspaceId)).Kim).toBe('billingAdmin')
    expect((await rolesIn(rolecall, otherId)).Kim).toBe('contentManager')
  })
})
