import { BOTH_WAYS } from '../chatbots/stage'
import { onBothPlatforms } from '../hostile/scene'
import { suggestionsFor } from '../hostile/valid'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { addPlace, addTeam, addWorkspace, giveRole, personOf, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** One person in two workspaces of an account, on two platforms; each workspace has a place on both. */
describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  let second: string
  let north: string
  let maya: Record<'slack' | 'discord', TestUser>
  let there: Record<'slack' | 'discord', TestUser>
  beforeAll(async () => {
    stage = await setStage(rolecall, { swapped })
    const { accountId, member, workspaceId } = stage
    second = await addWorkspace(rolecall, stage, 'Second floor')
    const personId = await personOf(rolecall, member)
    await giveRole(rolecall, { accountId, workspaceId: second }, personId, 'workspaceAdmin')
    north = await addTeam(rolecall, { accountId, workspaceId: second }, 'North', personId)
    await addTeam(rolecall, { accountId, workspaceId: second }, 'South', personId)
    maya = await onBothPlatforms(rolecall, stage, member)
    const tenants = { slack: `second-${workspaceId}`, discord: `guild-${second}` }
    for (const platform of ['slack', 'discord'] as const)
      await addPlace(rolecall, { accountId, workspaceId: second }, platform, tenants[platform], north)
    there = { slack: maya.slack.in(tenants.slack), discord: maya.discord.in(tenants.discord) }
  })

  test.each(['slack', 'discord'] as const)(
    'commands act on the workspace and team of the place, in %s',
    async (platform) => {
      const { workspaceName, teamName } = stage
      expect(titleOf(await maya[platform].command('workspace overview'))).toBe(`Workspace ${workspaceName}`)
      expect(titleOf(await there[platform].command('workspace overview'))).toBe('Workspace Second floor')
      expect(titleOf(await maya[platform].command('team overview'))).toBe(`Team ${teamName}`)
      expect(titleOf(await there[platform].command('team overview'))).toBe('Team North')
      expect(JSON.stringify(cardOf(there[platform].last).context)).toContain('Second floor')
      // Admin there, chat user here.
      expect(titleOf(await there[platform].command('workspace users'))).toBe(
        'Users of workspace Second floor',
      )
      expect(titleOf(await maya[platform].command('workspace users'))).toMatch(/^You may not/)
      expect(titleOf(await maya[platform].command('workspace users', { workspace: 'second floor' }))).toBe(
        'Users of workspace Second floor',
      )
    },
  )

  test('teams of another workspace are offered once somebody types their name, with where they belong', async () => {
    const asking = { kind: 'complete', command: 'team overview', option: 'team', words: {} } as const
    const offered = async (user: TestUser, typed: string) =>
      (await suggestionsFor({ rolecall }, { ...asking, typed }, user)).map(({ label }) => label)
    expect(await offered(maya.discord, '')).toEqual([`${stage.teamName} (member)`])
    expect(await offered(there.discord, '')).toEqual(['North (owner)', 'South (owner)'])
    expect(await offered(maya.discord, 'nor')).toEqual(['North (owner, in Second floor)'])
    expect(await offered(maya.discord.in(null), '')).toEqual([
      expect.stringMatching(/^Alpha \d+ \(member, in Workspace \d+\)$/),
      'North (owner, in Second floor)',
      'South (owner, in Second floor)',
    ])
    expect(titleOf(await maya.slack.command('team overview', 'team:North'))).toBe('Team North')
  })

  test('who is in no team of the place is not taken to one of another workspace', async () => {
    const { chatUser, accountId } = stage
    await giveRole(rolecall, { accountId, workspaceId: second }, chatUser.personId, 'chatUser')
    await addTeam(rolecall, { accountId, workspaceId: second }, 'East', chatUser.personId)
    expect(titleOf(await chatUser.user.command('team overview'))).toBe('You are in no team here')
    expect(wordsOf(chatUser.user.last)).toContain('another workspace')
    expect(titleOf(await chatUser.user.command('team overview', { team: 'East' }))).toBe('Team East')
  })

  test('in a direct message, and where the workspace of the place is closed, the person picks', async () => {
    const direct = maya.discord.in(null)
    expect(titleOf(await direct.command('workspace overview'))).toBe('Which workspace?')
    expect(titleOf(await direct.submit({ workspace: second }))).toBe('Workspace Second floor')
    expect(titleOf(await direct.command('team overview'))).toBe('Which team?')
    const third = await addWorkspace(rolecall, stage, 'Attic')
    await addPlace(rolecall, { accountId: stage.accountId, workspaceId: third }, 'discord', `attic-${third}`)
    const attic = maya.discord.in(`attic-${third}`)
    expect(titleOf(await attic.command('workspace overview'))).toBe('Which workspace?')
    expect(wordsOf(attic.last)).not.toContain('Attic')
  })

  test('B17 a team is made in the workspace of the place or in the one that is named, and the card says which', async () => {
    const made = async (user: TestUser, given: Record<string, string>) =>
      JSON.stringify(cardOf(await user.command('team create', given)).context)
    expect(await made(there.slack, { name: 'West' })).toContain('Second floor')
    expect(await made(maya.discord, { name: 'West two', workspace: 'Second floor' })).toContain(
      'Second floor',
    )
    expect(await made(maya.discord, { name: 'West three' })).toContain(stage.workspaceName)
    expect(titleOf(await maya.discord.in(null).command('team create', { name: 'West four' }))).toBe(
      'Which workspace?',
    )
  })
})
