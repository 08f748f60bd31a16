import { isOf } from './rights'
import {
  type Account,
  accountIdOf,
  type Chatbot,
  type Invitation,
  isTeam,
  isWorkspace,
  type Request,
  type Team,
  type Transfer,
  type Workspace,
  type World,
  workspaceOf,
} from './world'

/** What ends with something else (domain.md §4). */

export function endMembership(world: World, team: Team, personId: string): void {
  team.members.delete(personId)
  world.cancel(
    world.requests.values(),
    (each: Request) => each.team === team && each.requesterId === personId,
  )
  world.cancel(
    world.transfers.values(),
    (each: Transfer) => each.subject === team && (each.toId === personId || each.fromId === personId),
  )
}

/** A new owner cannot decide what they have asked themselves. */
export function takeTeam(world: World, team: Team, personId: string): void {
  for (const member of team.members.values()) if (member.role === 'owner') member.role = 'admin'
  const taker = team.members.get(personId)
  if (taker) taker.role = 'owner'
  world.cancel(
    world.requests.values(),
    (each: Request) => each.team === team && each.requesterId === personId,
  )
}

export function endTeam(world: World, team: Team): void {
  team.members.clear()
  team.gone = true
  world.unsettled = true
  world.cancel(world.invitations.values(), (each: Invitation) => each.scope === team)
  world.cancel(world.requests.values(), (each: Request) => each.team === team)
  world.cancel(world.transfers.values(), (each: Transfer) => each.subject === team)
  for (const chatbot of world.chatbots.values()) chatbot.grants.delete(team.id)
}

export function endChatbot(world: World, chatbot: Chatbot): void {
  chatbot.gone = true
  chatbot.grants.clear()
  world.cancel(world.requests.values(), (each: Request) => each.chatbot === chatbot)
  world.cancel(world.transfers.values(), (each: Transfer) => each.subject === chatbot)
}

export function endWorkspace(world: World, workspace: Workspace): void {
  workspace.gone = true
  workspace.users.clear()
  world.unsettled = true
  for (const team of world.teams.values())
    if (team.workspace === workspace && !team.gone) endTeam(world, team)
  for (const chatbot of world.chatbots.values())
    if (chatbot.workspace === workspace && !chatbot.gone) endChatbot(world, chatbot)
  for (const base of world.bases.values()) if (base.workspace === workspace) base.gone = true
  world.cancel(world.invitations.values(), (each: Invitation) => each.scope === workspace)
}

export function endAccount(world: World, account: Account): void {
  for (const workspace of world.workspaces.values())
    if (workspace.accountId === account.id && !workspace.gone) endWorkspace(world, workspace)
  account.gone = true
  account.admins.clear()
  world.cancel(world.invitations.values(), (each: Invitation) => each.scope === account)
}

/** Who is not of the workspace any more has nothing of it, and gets nothing. */
export function leaveBehind(world: World, workspace: Workspace, personId: string): void {
  if (isOf(world, workspace, personId)) return
  world.unsettled = true
  const theirs = [...world.chatbots.values()].filter((each) => each.workspace === workspace)
  for (const chatbot of theirs) chatbot.grants.delete(personId)
  world.cancel(
    world.transfers.values(),
    ({ subject, toId }: Transfer) => !isTeam(subject) && subject.workspace === workspace && toId === personId,
  )
}

/** Ends everything that somebody is in a workspace; `heirs`: the new owners of their teams, by team. */
export function removeUser(
  world: World,
  workspace: Workspace,
  personId: string,
  heirs: ReadonlyMap<Team, string>,
): void {
  takeBackKeys(world, workspace, personId, false)
  workspace.users.delete(personId)
  for (const team of world.teams.values()) {
    if (team.workspace !== workspace || !team.members.has(personId)) continue
    const heir = heirs.get(team)
    if (team.members.size === 1) endTeam(world, team)
    else if (heir !== undefined) {
      endMembership(world, team, personId)
      takeTeam(world, team, heir)
    } else endMembership(world, team, personId)
  }
  leaveBehind(world, workspace, personId)
}

const ADMIN_ROLES = ['accountAdmin', 'workspaceAdmin', 'admin']

/**
 * Invitations by which somebody could come back, and those that they have sent to admin roles, of a workspace or an account with
 * everything in it. `rolesStay`: they only stop administering the account, and keep what they may send by other roles.
 */
export function takeBackKeys(
  world: World,
  from: Account | Workspace,
  personId: string,
  rolesStay: boolean,
): void {
  const isWithin = ({ scope }: Invitation) =>
    isWorkspace(from) ? workspaceOf(scope) === from : accountIdOf(scope) === from.id
  const leads = (each: Invitation) => each.personId === personId && (!rolesStay || each.scope === from)
  const sendsByRole = ({ scope }: Invitation) =>
    isTeam(scope)
      ? ['owner', 'admin'].includes(scope.members.get(personId)?.role ?? '')
      : isWorkspace(scope) && scope.users.get(personId) === 'workspaceAdmin'
  const sent = (each: Invitation) =>
    each.inviterId === personId && ADMIN_ROLES.includes(each.role) && !(rolesStay && sendsByRole(each))
  world.cancel(
    world.invitations.values(),
    (each: Invitation) => !each.scope.gone && isWithin(each) && (leads(each) || sent(each)),
  )
}
