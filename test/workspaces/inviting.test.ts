import { BOTH_WAYS } from '../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { seedPerson } from '../support/seed'
import { addWorkspace, rolesIn, type Stage, seedUser, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const invitationsTo = async (workspaceId: string): Promise<number> =>
  (await rolecall.db.query('SELECT 1 FROM invitation WHERE workspace_id = $1', [workspaceId])).length

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })
  const accept = async (address: string) => {
    const late = await seedPerson(rolecall, stage, {
      ...{ name: 'Late', platform: swapped ? 'discord' : 'slack', address: null },
    })
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [late.personId])
    await rolecall.deliver()
    const mail = rolecall.mails.findLast(({ to }) => to === address)
    return titleOf(await late.user.command('invite accept', String(mail?.mail.code)))
  }

  test.each([
    ['Workspace Admin', 'workspaceAdmin'],
    ['Agent Manager', 'agentManager'],
    ['Content Manager', 'contentManager'],
    ['Billing Admin', 'billingAdmin'],
    ['Chat User', 'chatUser'],
  ])('F129 a workspace admin invites a %s to their own workspace', async (role, kept) => {
    const { workspaceAdmin, workspaceId } = stage
    const address = `${kept.toLowerCase()}.${workspaceId.toLowerCase()}@new.test`
    await workspaceAdmin.user.command('workspace invite', { people: address, role })
    expect(await rolesIn(rolecall, workspaceId)).not.toHaveProperty('Late')
    await accept(address)
    expect(await rolesIn(rolecall, workspaceId)).toMatchObject({ Late: kept })
  })

  test('F124 an account admin invites to any workspace, and it comes without teams', async () => {
    const { accountAdmin } = stage
    const second = await addWorkspace(rolecall, stage, 'Second floor')
    const address = `second.${second.toLowerCase()}@new.test`
    await accountAdmin.user.command('workspace invite', { people: address, workspace: 'Second floor' })
    await accept(address)
    expect(await rolesIn(rolecall, second)).toEqual({ Late: 'chatUser' })
  })

  test.each(['agentManager', 'contentManager', 'billingAdmin', 'chatUser'] as const)(
    'F130 a user with the role %s invites nobody, lists nobody and gets no file',
    async (role) => {
      const { workspaceId, chatUser } = stage
      const { user } = await seedUser(rolecall, stage, 'Nobody', chatUser.user.id.platform, role)
      expect(titleOf(await user.command('workspace invite', { people: 'x@new.test' }))).toMatch(
        /^You may not/,
      )
      expect(titleOf(await user.press(`invites.list:${workspaceId}:0`))).toMatch(/^You may not/)
      expect(titleOf(await user.press(`workspaces.usersFile:${workspaceId}`))).toMatch(/^You may not/)
      expect(await invitationsTo(workspaceId)).toBe(0)
    },
  )

  test('F126 an admin of one workspace invites nobody to another, changes nothing there and gets no file of it', async () => {
    const { workspaceAdmin } = stage
    const { user } = workspaceAdmin
    const sibling = await addWorkspace(rolecall, stage, 'Second floor')
    const { workspaceId: foreign } = await setStage(rolecall, { swapped })
    for (const id of [sibling, foreign]) {
      for (const command of ['workspace invite', 'workspace settings', 'workspace users'])
        expect(titleOf(await user.command(command, { people: 'x@new.test', workspace: id }))).toMatch(
          /^There is no such workspace|^I do not know/,
        )
      for (const press of ['usersFile', 'settings', 'editSettings', 'users', 'askRename', 'askDelete'])
        expect(titleOf(await user.press(`workspaces.${press}:${id}:0`))).toMatch(
          /^There is no such workspace/,
        )
      expect(titleOf(await user.press(`invites.list:${id}:0`))).toMatch(/^There is no such/)
      expect(titleOf(await user.press(`connections.connect:${id}`))).toMatch(/^There is no such workspace/)
      expect(await invitationsTo(id)).toBe(0)
    }
  })

  test('the list of users says how many invitations wait, and leads to them', async () => {
    const { workspaceAdmin, owner } = stage
    const { user } = workspaceAdmin
    await user.command('workspace invite', { people: 'ann@new.test, bob@new.test' })
    await owner.command('team invite', 'cleo@new.test')
    await user.command('workspace users')
    expect(cardOf(user.last).text).toContain('Pending invitations: 2, and 1 to its teams')
    expect(wordsOf(await user.click('Invitations'))).toMatch(/ann@new\.test/)
  })

  test('the users are handed out as a file that no spreadsheet takes for formulas', async () => {
    const { workspaceAdmin, teamName } = stage
    const { user } = workspaceAdmin
    for (const name of ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', 'Ann "Quote", Jr'])
      await seedUser(rolecall, stage, name, 'slack', 'chatUser')
    await user.command('workspace users')
    const [file] = cardOf(await user.click('Download as CSV')).files ?? []
    expect(file).toMatchObject({
      name: expect.stringMatching(/^users-\d{4}-\d\d-\d\d\.csv$/),
      mediaType: 'text/csv',
    })
    const lines = Buffer.from(file?.bytes ?? [])
      .toString('utf8')
      .split('\r\n')
    expect(lines[0]).toBe('\uFEFFname,role,account admin,teams,user since,last active')
    const named = (name: string) => lines.find((line) => line.includes(name))
    expect(named('Olivia')).toMatch(new RegExp(`^Olivia,Chat User,yes,${teamName} \\(Owner\\),\\d{4}-`))
    expect(named('HYPERLINK')).toMatch(/^"'=HYPERLINK\(""x""\)",Chat User,no,,/)
    for (const sign of ['+1', '-1', '@SUM(A1)']) expect(named(sign)).toMatch(new RegExp(`^'\\${sign[0]}`))
    expect(named('Ann')).toMatch(/^"Ann ""Quote"", Jr",/)
    expect(lines).toHaveLength(1 + 10 + 1)
  })

  test('F150 users of one workspace are unknown in another of the same account', async () => {
    const { accountAdmin, workspaceAdmin } = stage
    const second = await addWorkspace(rolecall, stage, 'Second floor')
    await accountAdmin.user.command('workspace users', { workspace: second })
    expect(cardOf(accountAdmin.user.last).rows).toEqual([])
    const there = { person: workspaceAdmin.personId, role: 'chatUser', workspace: second }
    expect(titleOf(await accountAdmin.user.command('workspace role', there))).toMatch(
      /^(Nobody|There is no|I know no)/,
    )
  })
})
