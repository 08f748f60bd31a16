import { endMembership, endTeam } from '../ends'
import { type Deed, pick, pickLiving, pressed, submitted, typed } from '../plan'
import { manages, mayIn, roleIn } from '../rights'
import { type Team, WORKSPACE_ROLES, type World } from '../world'

const createTeam: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  if (!workspace) return null
  const name = `Team ${world.now}`
  return {
    does: typed('team create', { name, workspace: workspace.id }),
    effect:
      mayIn(world, actor, workspace, ...WORKSPACE_ROLES) &&
      (async (newest) => {
        const [id, membershipId] = [await newest('team'), await newest('membership')]
        const owner = { membershipId, role: 'owner', since: world.now } as const
        const members = new Map([[actor.person.id, owner]])
        const team: Team = { id, workspace, name, members, switches: [], gone: false }
        world.teams.set(id, team)
        world.memberships.set(membershipId, { team, personId: actor.person.id })
        if (!workspace.users.has(actor.person.id)) workspace.users.set(actor.person.id, 'chatUser')
      }),
  }
}

const deleteTeam: Deed = (world, actor, dice) => {
  const team = pickLiving(world.teams.values(), dice)
  if (!team || dice.third % 4 > 0) return null
  const name = dice.second % 4 === 0 ? 'another name' : team.name
  return {
    does: submitted(['teams.delete', team.id], { name }),
    effect: roleIn(actor, team) === 'owner' && name === team.name && (() => endTeam(world, team)),
  }
}

const SWITCHES = [
  [],
  ['memberChatbotCreation'],
  ['memberChatbotCreation', 'memberDocumentUploads'],
  ['memberChatbotCreation'],
]

const changeSettings: Deed = (world, actor, dice) => {
  const team = pickLiving(world.teams.values(), dice)
  if (!team) return null
  const switches = pick(SWITCHES, dice.second) ?? []
  return {
    does: pressed('teams.settings', team.id),
    fills: { name: team.name, switches },
    effect: manages(actor, team) && (() => void Object.assign(team, { switches })),
  }
}

/** Somebody's place in a team; mostly one that has not ended. */
function pickMembership(world: World, { first, yes }: { first: number; yes: boolean }) {
  const all = [...world.memberships].map(([id, { team, personId }]) => {
    const member = team.members.get(personId)
    return { id, team, personId, ...(member?.membershipId === id && { member }) }
  })
  const living = all.filter(({ member }) => member)
  return pick(yes && living.length > 0 ? living : all, first)
}

const changeRole: Deed = (world, actor, dice) => {
  const found = pickMembership(world, dice)
  if (!found) return null
  const { id, team, member } = found
  const role = pick(['admin', 'member', 'admin', 'member', 'owner'] as const, dice.second) ?? 'owner'
  const may = manages(actor, team) && member && member.role !== 'owner' && member.role !== role
  return {
    does: pressed('teams.role', id, role),
    effect: may === true && role !== 'owner' && (() => void Object.assign(member, { role })),
  }
}

const removeMember: Deed = (world, actor, dice) => {
  const found = pickMembership(world, dice)
  if (!found) return null
  const { id, team, member, personId } = found
  const may = manages(actor, team) && member !== undefined && member.role !== 'owner'
  return { does: pressed('teams.remove', id), effect: may && (() => endMembership(world, team, personId)) }
}

const leaveTeam: Deed = (world, actor, dice) => {
  const team = pickLiving(world.teams.values(), dice)
  if (!team) return null
  const may = ['admin', 'member'].includes(roleIn(actor, team) ?? '')
  return {
    does: pressed('teams.leave', team.id),
    effect: may && (() => endMembership(world, team, actor.person.id)),
  }
}

export const teamDeeds = {
  createTeam,
  deleteTeam,
  changeSettings,
  changeRole,
  removeMember,
  leaveTeam,
}
