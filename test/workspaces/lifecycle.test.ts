import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { addPlace, addWorkspace, auditOf, personOf, rolesIn, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const namesIn = async (accountId: string): Promise<string[]> =>
  (
    await rolecall.db.query(
      'SELECT name FROM workspace WHERE account_id = $1 AND deleted_at IS NULL ORDER BY created_at, id',
      [accountId],
    )
  ).map(({ name }: { name: string }) => name)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })
  /** A second workspace with a place of its own; who is there acts in it. */
  const addSecond = async () => {
    const { accountId, workspaceId } = stage
    const tenant = `second-${workspaceId}`
    const id = await addWorkspace(rolecall, stage, 'Second floor')
    const platform = stage.accountAdmin.user.id.platform
    await addPlace(rolecall, { accountId, workspaceId: id }, platform, tenant)
    return { id, tenant }
  }

  test('F127 an account admin makes a workspace and reaches it at once; nobody else may', async () => {
    const { accountAdmin, workspaceAdmin, chatUser, accountId, workspaceName } = stage
    for (const { user } of [workspaceAdmin, chatUser])
      expect(titleOf(await user.command('workspace create', 'North'))).toMatch(/^Only account admins may/)
    const { user } = accountAdmin
    expect(titleOf(await user.command('workspace create', 'North'))).toBe('Workspace North is there')
    expect(wordsOf(user.last)).toContain('Account ')
    expect(titleOf(await user.click('Overview'))).toBe('Workspace North')
    expect(await namesIn(accountId)).toEqual([workspaceName, 'North'])
    const unknown = await workspaceAdmin.user.command('workspace overview', { workspace: 'North' })
    expect(titleOf(unknown)).toMatch(/^There is no such workspace/)
  })

  test('two workspaces of one name could not be told apart, also when both are made at once', async () => {
    const { accountAdmin, owner, accountId } = stage
    await Promise.all([
      accountAdmin.user.command('workspace create', 'North'),
      owner.command('workspace create', 'NORTH'),
    ])
    expect((await namesIn(accountId)).filter((name) => /north/i.test(name))).toHaveLength(1)
    expect([titleOf(accountAdmin.user.last), titleOf(owner.last)].sort()).toEqual([
      expect.stringMatching(/^A workspace of the account is called north$/i),
      expect.stringMatching(/^Workspace north is there$/i),
    ])
  })

  test('F127 a new name shows everywhere at once, and the workspace admins are told', async () => {
    const { accountAdmin, workspaceAdmin, chatUser, workspaceId, workspaceName } = stage
    for (const { user } of [workspaceAdmin, chatUser]) {
      expect(titleOf(await user.command('workspace rename', 'Mine'))).toMatch(/^Only account admins may/)
      const values = { name: 'Mine' }
      await user.does({ kind: 'submit', submit: `workspaces.rename:${workspaceId}`, values })
      expect(titleOf(user.last)).toMatch(/^Only account admins may/)
    }
    await accountAdmin.user.command('workspace overview')
    await accountAdmin.user.click('Settings')
    await accountAdmin.user.click('Rename')
    expect(titleOf(await accountAdmin.user.submit({ name: 'Harbour' }))).toBe(
      'The workspace is called Harbour now',
    )
    expect(titleOf(await chatUser.user.command('workspace overview'))).toBe('Workspace Harbour')
    expect(wordsOf(await chatUser.user.command('whoami'))).not.toContain(workspaceName)
    await rolecall.deliver()
    expect(rolecall.inboxOf(workspaceAdmin.user).map(({ title }) => title)).toEqual([
      `Workspace ${workspaceName} is called Harbour now`,
    ])
    expect(await auditOf(rolecall, workspaceId)).toContainEqual({ action: 'workspace.renamed', teamId: null })
  })

  test('a workspace is deleted by its name typed out, after everything that ends was said; then it is not there', async () => {
    const { accountAdmin, workspaceAdmin, chatUser, owner, member, admin, workspaceId, workspaceName } = stage
    const chatbotId = await makeChatbot(rolecall, admin, { name: 'Handbook', level: 'view' })
    await makeChatbot(rolecall, owner, { name: 'Diary' })
    await owner.command('team invite', 'late@new.test')
    await owner.command('team transfer', 'Adam')
    await owner.submit({ person: 'Adam', typed: 'confirm' })
    const { tenant } = await addSecond()
    const user = accountAdmin.user.in(tenant)
    await user.command('workspace delete', { workspace: workspaceName })
    expect(
      Object.fromEntries((cardOf(user.last).fields ?? []).map(({ name, value }) => [name, value])),
    ).toEqual({
      'Users who lose it': '5',
      'Teams that end': `1: ${stage.teamName}`,
      'Chatbots that end, also personal ones': '2, of 2 people',
      'Invitations that are cancelled': '1',
      Disconnected: expect.stringMatching(/\(Slack\).*\(Discord\)/),
    })
    await user.click('Type the name')
    expect(titleOf(await user.submit({ name: 'Wrong' }))).toMatch(/check what you entered|Delete workspace/)
    expect(await rolesIn(rolecall, workspaceId)).toHaveProperty('Maya')
    await user.press(`workspaces.askDelete:${workspaceId}`)
    expect(titleOf(await user.submit({ name: workspaceName }))).toBe(`Workspace ${workspaceName} is deleted`)

    expect(await rolesIn(rolecall, workspaceId)).toEqual({})
    await rolecall.deliver()
    const told = (someone: TestUser) => rolecall.inboxOf(someone).map(({ title }) => title)
    const gone = `Workspace ${workspaceName} was deleted`
    for (const someone of [chatUser.user, member, admin, owner, workspaceAdmin.user]) {
      // A Slack workspace that is connected no longer cannot be written to: then it is a mail.
      const { address } = await addressOf(someone)
      const mails = rolecall.mails.filter(({ to }) => to === address).map(({ mail }) => mail.subject)
      expect([...told(someone), ...mails].filter((title) => title === gone)).toHaveLength(1)
    }
    const pending = `SELECT status FROM transfer WHERE workspace_id = $1 UNION ALL SELECT status FROM invitation WHERE workspace_id = $1`
    const statuses = await rolecall.db.query(pending, [workspaceId])
    expect(statuses.map(({ status }: { status: string }) => status)).toEqual(['cancelled', 'cancelled'])
    expect(titleOf(await user.press(`workspaces.users:${workspaceId}:0`))).toMatch(
      /^There is no such workspace/,
    )
    expect(titleOf(await user.press(`workspaces.askDelete:${workspaceId}`))).toMatch(/^There is no such/)
    expect(titleOf(await owner.in(null).press(`teams.members:${stage.teamId}:0`))).toMatch(
      /^There is no such/,
    )
    expect(titleOf(await admin.in(null).press(`chatbots.versions:${chatbotId}:0`))).toMatch(
      /^There is no such/,
    )
    expect(titleOf(await member.command('team overview'))).toMatch(/not connected/)
    expect((await auditOf(rolecall, workspaceId)).map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'workspace.deleted',
        'team.deleted',
        'transfer.cancelled',
        'invitation.cancelled',
      ]),
    )
  })

  const addressOf = async (someone: TestUser): Promise<{ address: string }> => {
    const [row] = await rolecall.db.query('SELECT address FROM person_address WHERE person_id = $1', [
      await personOf(rolecall, someone),
    ])
    return row
  }

  test('F127 nobody but an account admin deletes a workspace, neither typed nor by a copied form', async () => {
    const { workspaceAdmin, chatUser, workspaceId, workspaceName } = stage
    await addSecond()
    for (const { user } of [workspaceAdmin, chatUser]) {
      expect(titleOf(await user.command('workspace delete'))).toMatch(/^Only account admins may/)
      const values = { name: workspaceName }
      await user.does({ kind: 'submit', submit: `workspaces.delete:${workspaceId}`, values })
      expect(titleOf(user.last)).toMatch(/^Only account admins may/)
    }
    expect(await namesIn(stage.accountId)).toHaveLength(2)
  })

  test('the only workspace of an account, and the only one that is connected, are not deleted', async () => {
    const { accountAdmin, accountId, workspaceName } = stage
    const { user } = accountAdmin
    expect(titleOf(await user.command('workspace delete'))).toBe(
      `${workspaceName} is the only workspace of the account`,
    )
    expect(wordsOf(user.last)).toContain('account delete')
    await addWorkspace(rolecall, stage, 'Attic')
    expect(titleOf(await user.command('workspace delete'))).toBe(
      `Only workspace ${workspaceName} is connected`,
    )
    await user.command('workspace delete', { workspace: 'Attic' })
    await user.click('Type the name')
    expect(titleOf(await user.submit({ name: 'Attic' }))).toBe('Workspace Attic is deleted')
    expect(await namesIn(accountId)).toEqual([workspaceName])
  })

  test('R21 a workspace of another account is not there, also for an account admin', async () => {
    const { accountAdmin } = await setStage(rolecall, { swapped })
    const { workspaceId, workspaceName } = stage
    const { user } = accountAdmin
    for (const command of ['workspace rename', 'workspace delete', 'workspace settings'])
      expect(titleOf(await user.command(command, { name: 'X', workspace: workspaceId }))).toMatch(
        /^There is no such workspace|^I do not know/,
      )
    for (const form of ['rename', 'delete', 'settings']) {
      const values = { name: workspaceName, days: '9' }
      await user.does({ kind: 'submit', submit: `workspaces.${form}:${workspaceId}:1`, values })
      expect(titleOf(user.last)).toMatch(/^There is no such workspace/)
    }
  })
})
