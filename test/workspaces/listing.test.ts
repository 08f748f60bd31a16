import { DAY_MS } from '../../src/clock'
import { BOTH_WAYS } from '../chatbots/stage'
import { noteSeen } from '../support/note-seen'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { addTeam, addWorkspace, giveRole, personOf, type Stage, seedUser, setStage } from './stage'

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

  const fieldOf = (user: Stage['owner'], name: string) =>
    JSON.stringify(cardOf(user.last).fields?.find((field) => field.name === name)?.value)

  test('F143 the overview shows everybody with a role the name, plan, users by role, teams and connections', async () => {
    const { chatUser, workspaceName, teamName } = stage
    await seedUser(rolecall, stage, 'Bill', chatUser.user.id.platform, 'billingAdmin')
    expect(titleOf(await chatUser.user.command('workspace overview'))).toBe(`Workspace ${workspaceName}`)
    expect(fieldOf(chatUser.user, 'Plan')).toBe('"Basic"')
    expect(fieldOf(chatUser.user, 'Your role')).toBe('"Chat User"')
    expect(fieldOf(chatUser.user, 'Users')).toBe('"6 (1 Workspace Admin, 1 Billing Admin, 4 Chat User)"')
    expect(fieldOf(chatUser.user, 'Account admins')).toBe('"Axel, Olivia"')
    expect(fieldOf(chatUser.user, 'Teams')).toBe(`"1 (${teamName})"`)
    expect(fieldOf(chatUser.user, 'Connected with')).toMatch(/\(Slack\).*\(Discord\)/)
    expect(wordsOf(chatUser.user.last)).not.toContain('workspaces.users')
    await stage.workspaceAdmin.user.command('workspace overview')
    expect(titleOf(await stage.workspaceAdmin.user.click('Users'))).toBe(
      `Users of workspace ${workspaceName}`,
    )
  })

  test('F129 F147 the list of users shows role, teams and last activity, each with a menu to change it', async () => {
    const { workspaceAdmin, member, teamName } = stage
    const seen = rolecall.clock.now() - 3 * DAY_MS
    await noteSeen(rolecall.db, [await personOf(rolecall, member)], seen)
    const { user } = workspaceAdmin
    await user.command('workspace users')
    const rows = cardOf(user.last).rows ?? []
    expect(rows.map(({ text }) => JSON.stringify(text).match(/"bold":"(\w+)"/)?.[1])).toEqual([
      'Adam',
      'Chad',
      'Maya',
      'Olivia',
      'Wanda',
    ])
    const maya = JSON.stringify(rows[2])
    expect(maya).toContain('Chat User')
    expect(maya).toContain(teamName)
    expect(maya).toContain(`"time":${seen}`)
    expect(JSON.stringify(rows[1])).toContain('in no team')
    expect(JSON.stringify(rows[3])).toMatch(/Chat User.*Account Admin.*\(Owner\)/)
    expect(rows.every(({ menu }) => menu?.options.length === 5)).toBe(true)
    expect(rows[4]?.menu?.options.map(({ label }) => label)).toEqual([
      'Make Agent Manager',
      'Make Content Manager',
      'Make Billing Admin',
      'Make Chat User',
      'Remove from workspace',
    ])
    await user.press(rows[2]?.menu?.options.at(-1)?.press ?? '')
    expect(titleOf(user.last)).toBe('Remove Maya?')
  })

  test('users are paged, eight to a page, and the page number of a button cannot break it', async () => {
    const { workspaceAdmin, workspaceId, workspaceName } = stage
    for (let index = 0; index < 6; index += 1)
      await seedUser(rolecall, stage, `P${index}`, 'slack', 'chatUser')
    const { user } = workspaceAdmin
    expect(cardOf(await user.command('workspace users')).rows).toHaveLength(8)
    expect(cardOf(await user.click('Next (page 2 of 2)')).rows).toHaveLength(3)
    expect(cardOf(await user.click('Back')).rows).toHaveLength(8)
    for (const page of ['-1', '999999999', 'x', ''])
      expect(titleOf(await user.press(`workspaces.users:${workspaceId}:${page}`))).toBe(
        `Users of workspace ${workspaceName}`,
      )
  })

  test('a part of a name finds users, and signs of patterns mean themselves', async () => {
    const { user } = stage.workspaceAdmin
    await seedUser(rolecall, stage, '100% Bob', 'slack', 'chatUser')
    const found = async (name: string) =>
      cardOf(await user.command('workspace users', { name })).rows?.map(({ text }) => JSON.stringify(text)) ??
      []
    expect(await found('AYA')).toEqual([expect.stringContaining('Maya')])
    expect(await found('%')).toEqual([expect.stringContaining('100% Bob')])
    expect(await found('nobody')).toEqual([])
    for (let index = 0; index < 9; index += 1)
      await seedUser(rolecall, stage, `Kim ${index}`, 'slack', 'chatUser')
    expect(await found('kim')).toHaveLength(8)
    expect(wordsOf(user.last)).toContain('Type more of the name')
    expect(titleOf(await user.click('All users'))).toMatch(/^Users of workspace/)
  })

  test('F124 an account admin reaches every workspace of the account, and names which', async () => {
    const { accountAdmin, workspaceName } = stage
    const { user } = accountAdmin
    await addWorkspace(rolecall, stage, 'Second floor')
    expect(titleOf(await user.command('workspace overview'))).toBe(`Workspace ${workspaceName}`)
    expect(titleOf(await user.command('workspace overview', { workspace: 'second FLOOR' }))).toBe(
      'Workspace Second floor',
    )
    expect(fieldOf(user, 'Your role')).toBe('"Account Admin"')
    expect(titleOf(await user.command('workspace users', { workspace: 'Second floor' }))).toBe(
      'Users of workspace Second floor',
    )
  })

  test('F126 R21 users of one workspace are unknown in another, also within one account', async () => {
    const { workspaceAdmin, chatUser, accountId } = stage
    const sibling = await addWorkspace(rolecall, stage, 'Second floor')
    await giveRole(rolecall, { accountId, workspaceId: sibling }, chatUser.personId, 'workspaceAdmin')
    const { user } = workspaceAdmin
    for (const named of [sibling, 'Second floor'])
      expect(titleOf(await user.command('workspace users', { workspace: named }))).toBe(
        'There is no such workspace',
      )
    expect(
      wordsOf(await chatUser.user.command('workspace users', { workspace: 'Second floor' })),
    ).not.toContain('Maya')
    await chatUser.user.command('workspace remove', { person: 'Maya', workspace: 'Second floor' })
    expect(JSON.stringify(chatUser.user.last)).toContain('Maya')
    expect(JSON.stringify(chatUser.user.last)).not.toContain('Remove Maya?')
  })

  test('who is in several workspaces is asked which in a place without one, and by suggestions sees only their own', async () => {
    const { chatUser, accountId, workspaceName } = stage
    const sibling = await addWorkspace(rolecall, stage, 'Second floor')
    await addWorkspace(rolecall, stage, 'Third floor')
    await giveRole(rolecall, { accountId, workspaceId: sibling }, chatUser.personId, 'chatUser')
    const there = chatUser.user.in(chatUser.user.id.platform === 'discord' ? null : chatUser.user.tenant)
    if (there.tenant === null) {
      const asked = await there.command('workspace overview')
      expect(asked.kind).toBe('form')
      expect(wordsOf(asked)).toContain('Second floor')
      expect(titleOf(await there.submit({ workspace: sibling }))).toBe('Workspace Second floor')
    }
    const suggested = await there.does({
      kind: 'complete',
      command: 'workspace overview',
      option: 'workspace',
      typed: '',
      words: {},
    })
    expect(wordsOf(suggested)).toContain(workspaceName)
    expect(wordsOf(suggested)).toContain('Second floor')
    expect(wordsOf(suggested)).not.toContain('Third floor')
  })

  test('F130 R21 suggestions of people are given only to those who may manage them', async () => {
    const suggestionsFor = async ({ user }: Stage['chatUser']) =>
      wordsOf(
        await user.does({
          kind: 'complete',
          command: 'workspace remove',
          option: 'person',
          typed: 'M',
          words: {},
        }),
      )
    expect(await suggestionsFor(stage.workspaceAdmin)).toContain('Maya')
    expect(await suggestionsFor(stage.chatUser)).not.toContain('Maya')
  })

  test('the start card offers what somebody may do in the workspace', async () => {
    expect(wordsOf(await stage.workspaceAdmin.user.command('rolecall'))).toContain('workspace remove')
    const words = wordsOf(await stage.chatUser.user.command('rolecall'))
    expect(words).toContain('workspace overview')
    expect(words).not.toContain('workspace remove')
  })

  test('H8 hostile and long names are shown as data and fit', async () => {
    const { workspaceAdmin, workspaceId, chatUser } = stage
    const name = `<!channel> @everyone *x* ${'y'.repeat(200)}`
    await rolecall.db.query('UPDATE workspace SET name = $2 WHERE id = $1', [workspaceId, name])
    await rolecall.db.query('UPDATE person SET name = $2 WHERE id = $1', [chatUser.personId, name])
    for (let index = 0; index < 8; index += 1)
      await addTeam(rolecall, stage, `${'z'.repeat(78)}${index}`, chatUser.personId, [
        workspaceAdmin.personId,
      ])
    const { user } = workspaceAdmin
    expect(titleOf(await user.command('workspace overview'))).toMatch(/^Workspace <!channel> @everyone/)
    expect(titleOf(await user.command('workspace users'))).toMatch(/^Users of workspace <!channel>/)
    await user.press(`workspaces.askRemove:${workspaceId}:${chatUser.personId}`)
    expect(titleOf(user.last)).toMatch(/^Remove <!channel>/)
    expect((await user.click('Name new owners')).kind).toBe('form')
  })
})
