import { newId } from '../../src/db'
import { type Team, type TeamRole, type Workspace, World } from '../model/world'
import type { Rolecall } from '../support/rolecall'
import { type Citizen, traitsOf } from './citizen'
import { insertTown } from './insert-town'

const [ACCOUNTS, WORKSPACES, TEAMS, PEOPLE] = [2, 2, 9, 60]
/** Of the teams of a workspace, those in which everybody is here every day. */
const STEADY = 6
/** In every workspace: seats are no matter here. */
export const SEATS = 1_000

export interface Town {
  world: World
  citizens: readonly Citizen[]
}

/**
 * Two accounts of two workspaces each, in each of them nine teams and sixty people, of whom some are in no team. Teams are
 * small: most of a year went into drawing the pictures of larger ones.
 */
export async function buildTown(rolecall: Rolecall): Promise<Town> {
  const citizens: Citizen[] = []
  const world = new World(citizens, SEATS)
  world.now = rolecall.clock.now()
  for (let number = 0; number < ACCOUNTS; number += 1) {
    const id = newId(world.now)
    world.accounts.set(id, { id, name: `Account ${number}`, admins: new Set(), gone: false })
    for (let place = 0; place < WORKSPACES; place += 1)
      addWorkspace(rolecall, world, citizens, id, place === 0)
  }
  await insertTown(rolecall, world, citizens)
  return { world, citizens }
}

function addWorkspace(
  rolecall: Rolecall,
  world: World,
  citizens: Citizen[],
  accountId: string,
  connected: boolean,
): void {
  const id = newId(world.now)
  const workspace: Workspace = {
    ...{ id, accountId, name: `Workspace ${id}`, connected, gone: false },
    users: new Map(),
    inactiveAfterDays: connected ? 30 : 14,
  }
  world.workspaces.set(id, workspace)
  const teams = Array.from({ length: TEAMS }, () => addTeam(world, workspace))
  for (let index = 0; index < PEOPLE; index += 1) {
    const number = index % (TEAMS + (connected ? 1 : 0))
    const person = addCitizen(rolecall, world, citizens, accountId, number < STEADY)
    // Whoever administers and owns is here all year.
    workspace.users.set(person.id, index === 0 ? 'workspaceAdmin' : 'chatUser')
    if (index < 2) world.accounts.get(accountId)?.admins.add(person.id)
    const team = teams[number]
    if (team) join(world, team, person.id)
  }
}

function addTeam(world: World, workspace: Workspace): Team {
  const id = newId(world.now)
  const switches = ['memberChatbotCreation']
  const team: Team = { id, workspace, name: `Team ${id}`, members: new Map(), switches, gone: false }
  world.teams.set(id, team)
  return team
}

const ROLES: readonly TeamRole[] = ['owner', 'admin']

function join(world: World, team: Team, personId: string): void {
  const membershipId = newId(world.now)
  team.members.set(personId, { membershipId, role: ROLES[team.members.size] ?? 'member', since: world.now })
  world.memberships.set(membershipId, { team, personId })
}

function addCitizen(
  rolecall: Rolecall,
  world: World,
  citizens: Citizen[],
  accountId: string,
  isSteady: boolean,
): Citizen {
  const index = citizens.length
  const here = [...world.accounts.keys()].indexOf(accountId)
  const [tenant, guild] = [`T${here}`, `guild-${here}`]
  const name = `Person ${index}`
  const slack = rolecall.user({ platform: 'slack', tenant, userId: `U${index}` }, { name })
  const discord = rolecall.user(
    { platform: 'discord', tenant: 'discord', userId: `9${index}` },
    { name },
    guild,
  )
  const citizen: Citizen = {
    ...{ id: newId(world.now), name, address: `person${index}@acme.test`, accountId, activeAt: world.now },
    ...{ slack, discord, abroad: discord.in(`guild-${1 - here}`) },
    ...traitsOf(index, isSteady),
  }
  citizens.push(citizen)
  return citizen
}
