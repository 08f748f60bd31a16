import { endWorkspace, removeUser } from '../ends'
import { type Deed, pick, pickLiving, pressed, submitted, typed } from '../plan'
import { isAdmin, mayIn } from '../rights'
import { type Invitation, type Team, WORKSPACE_ROLES, type Workspace, type World } from '../world'

const createWorkspace: Deed = (world, actor, dice) => {
  const account = pickLiving(world.accounts.values(), dice)
  const living = [...world.workspaces.values()].filter(({ gone }) => !gone)
  if (!account || living.length > 4) return null
  const name = `Workspace ${world.now}`
  return {
    does: typed('workspace create', { name, account: account.id }),
    effect:
      isAdmin(world, actor, account.id) &&
      (async (newest) => {
        const id = await newest('workspace')
        const made = { id, accountId: account.id, name, users: new Map(), inactiveAfterDays: 30 }
        world.workspaces.set(id, { ...made, connected: false, gone: false })
      }),
  }
}

const renameWorkspace: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  if (!workspace) return null
  const name = `Renamed ${world.now}`
  return {
    does: submitted(['workspaces.rename', workspace.id], { name }),
    effect: mayManage(world, actor, workspace) && (() => void Object.assign(workspace, { name })),
  }
}

const mayManage = (world: World, actor: Parameters<Deed>[1], { accountId, gone }: Workspace) =>
  !gone && isAdmin(world, actor, accountId)

/** Never the one by which people reach the account in chat. */
const deleteWorkspace: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  if (!workspace || dice.third % 3 > 0) return null
  return {
    does: submitted(['workspaces.delete', workspace.id], { name: workspace.name }),
    effect:
      mayManage(world, actor, workspace) && !workspace.connected && (() => endWorkspace(world, workspace)),
  }
}

const changeSettings: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  if (!workspace) return null
  const inactiveAfterDays = pick([7, 30, 365, 6, 366], dice.second) ?? 0
  const fits = inactiveAfterDays >= 7 && inactiveAfterDays <= 365
  return {
    does: pressed('workspaces.editSettings', workspace.id),
    fills: { days: String(inactiveAfterDays) },
    effect:
      fits &&
      mayIn(world, actor, workspace, 'workspaceAdmin') &&
      (() => void Object.assign(workspace, { inactiveAfterDays })),
  }
}

const changeRole: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  const person = pick(world.people, dice.second)
  const role = pick(WORKSPACE_ROLES, dice.third)
  if (!workspace || !person || !role) return null
  const held = workspace.users.get(person.id)
  const may = mayIn(world, actor, workspace, 'workspaceAdmin') && held !== undefined && held !== role
  return {
    does: pressed('workspaces.role', workspace.id, person.id, role),
    effect:
      may &&
      (() => {
        workspace.users.set(person.id, role)
        world.cancel(
          world.invitations.values(),
          (each: Invitation) => each.scope === workspace && each.personId === person.id,
        )
      }),
  }
}

/** R3: whoever owns a team is followed by somebody of it, in the same step. */
const removeSomebody: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  const person = pick(world.people, dice.second)
  if (!workspace || !person) return null
  const heirs = heirsOf(world, workspace, person.id, dice.third)
  const may = mayIn(world, actor, workspace, 'workspaceAdmin') && workspace.users.has(person.id)
  return {
    does: pressed('workspaces.askRemove', workspace.id, person.id),
    clicks: heirs.size > 0 ? 'Name new owners' : 'Remove',
    fills: Object.fromEntries([...heirs].map(([team, heir]) => [team.id, heir])),
    effect: may && heirs.size <= 5 && (() => removeUser(world, workspace, person.id, heirs)),
  }
}

function heirsOf(world: World, workspace: Workspace, personId: string, number: number): Map<Team, string> {
  const owned = [...world.teams.values()].filter(
    ({ workspace: at, members }) => at === workspace && members.get(personId)?.role === 'owner',
  )
  return new Map(
    owned.flatMap((team) => {
      const heir = pick(
        [...team.members.keys()].filter((id) => id !== personId),
        number,
      )
      return heir === undefined ? [] : [[team, heir] as const]
    }),
  )
}

export const workspaceDeeds = {
  createWorkspace,
  renameWorkspace,
  deleteWorkspace,
  changeWorkspaceSettings: changeSettings,
  changeWorkspaceRole: changeRole,
  removeSomebody,
}
