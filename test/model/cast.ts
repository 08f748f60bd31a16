import { onBothPlatforms } from '../hostile/scene'
import type { Rolecall, TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { type Person, type Team, type TeamRole, type Workspace, type WorkspaceRole, World } from './world'

/** As `PLAN_BASIC` has it in these tests: small enough to be full now and then. */
export const SEATS = 9

/**
 * Two accounts of seven people each: an owner who administers it, an admin, three members, and two who are in no team. Members
 * may make chatbots: what they ask for takes many steps to come about.
 */
export async function castOf(rolecall: Rolecall): Promise<World> {
  const teams: SeededTeam[] = []
  const users: TestUser[][] = []
  for (const swapped of [false, true]) {
    const team = await seedTeam(rolecall, { swapped })
    const others = []
    const platform = swapped ? 'slack' : 'discord'
    for (const name of ['Milo', 'Mona'])
      others.push((await seedPerson(rolecall, team, { name, platform, role: 'member' })).user)
    for (const name of ['Otto', 'Oda'])
      others.push((await seedPerson(rolecall, team, { name, platform })).user)
    teams.push(team)
    users.push([team.owner, team.admin, team.member, ...others])
  }
  const people: Person[] = []
  for (const [index, team] of teams.entries())
    for (const user of users[index] ?? [])
      people.push(await readPerson(rolecall, team, user, teams[1 - index]?.guild ?? ''))
  const world = new World(people, SEATS)
  for (const team of teams) await readTeam(rolecall, world, team)
  return world
}

async function readPerson(
  rolecall: Rolecall,
  team: SeededTeam,
  user: TestUser,
  guildAbroad: string,
): Promise<Person> {
  const { platform, tenant, userId } = user.id
  const [found] = await rolecall.db.query(
    `SELECT i.person_id AS id, a.address FROM chat_identity i JOIN person_address a USING (person_id)
     WHERE i.platform = $1 AND i.tenant = $2 AND i.user_id = $3`,
    [platform, tenant, userId],
  )
  const { slack, discord } = await onBothPlatforms(rolecall, team, user)
  const { accountId } = team
  return {
    ...found,
    accountId,
    slack,
    discord,
    abroad: discord.in(guildAbroad),
    activeAt: rolecall.clock.now(),
  }
}

async function readTeam({ db, clock }: Rolecall, world: World, seeded: SeededTeam): Promise<void> {
  const { accountId, workspaceId, teamId, teamName } = seeded
  const [account] = await db.query('SELECT id, name FROM account WHERE id = $1', [accountId])
  const [place] = await db.query('SELECT id, name FROM workspace WHERE id = $1', [workspaceId])
  const users: { id: string; role: WorkspaceRole }[] = await db.query(
    'SELECT person_id AS id, role FROM workspace_user WHERE workspace_id = $1',
    [workspaceId],
  )
  const members: { id: string; personId: string; role: TeamRole }[] = await db.query(
    'SELECT id, person_id AS "personId", role FROM membership WHERE team_id = $1',
    [teamId],
  )
  const workspace: Workspace = {
    ...{ ...place, accountId, inactiveAfterDays: 30, connected: true, gone: false },
    users: new Map(users.map(({ id, role }) => [id, role])),
  }
  const since = clock.now()
  const switches = ['memberChatbotCreation']
  await db.query('UPDATE team SET member_chatbot_creation = true WHERE id = $1', [teamId])
  const team: Team = {
    ...{ id: teamId, workspace, name: teamName, switches, gone: false },
    members: new Map(members.map(({ id, personId, role }) => [personId, { membershipId: id, role, since }])),
  }
  const owner = members.find(({ role }) => role === 'owner')?.personId ?? ''
  world.accounts.set(accountId, { ...account, admins: new Set([owner]), gone: false })
  world.workspaces.set(workspaceId, workspace)
  world.teams.set(teamId, team)
  for (const { id, personId } of members) world.memberships.set(id, { team, personId })
}
