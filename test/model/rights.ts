import { DAY_MS } from '../../src/clock'
import {
  type Account,
  type Actor,
  type Chatbot,
  type Invitation,
  isAccount,
  isTeam,
  LEVELS,
  type Level,
  type Team,
  type Transfer,
  type Workspace,
  type WorkspaceRole,
  type World,
  workspaceOf,
} from './world'

/** domain.md §2 once more, told in another way than the product tells it. */

export const isAdmin = (world: World, actor: Actor, accountId: string): boolean =>
  actor.accountId === accountId && (world.accounts.get(accountId)?.admins.has(actor.person.id) ?? false)

/** An admin of the account may everything in its workspaces; others by their role. */
export function mayIn(
  world: World,
  actor: Actor,
  { gone, accountId, users }: Workspace,
  ...roles: readonly WorkspaceRole[]
): boolean {
  if (gone || actor.accountId !== accountId) return false
  const role = users.get(actor.person.id)
  return isAdmin(world, actor, accountId) || (role !== undefined && roles.includes(role))
}

export const roleIn = (actor: Actor, team: Team) =>
  actor.accountId === team.workspace.accountId && !team.gone
    ? team.members.get(actor.person.id)?.role
    : undefined

export const manages = (actor: Actor, team: Team): boolean =>
  ['owner', 'admin'].includes(roleIn(actor, team) ?? '')

/** May invite into it, and manage its invitations. */
export function mayInvite(world: World, actor: Actor, scope: Account | Workspace | Team): boolean {
  if (scope.gone) return false
  if (isAccount(scope)) return isAdmin(world, actor, scope.id)
  return isTeam(scope) ? manages(actor, scope) : mayIn(world, actor, scope, 'workspaceAdmin')
}

export function isInside(scope: Account | Workspace | Team, personId: string): boolean {
  if (isAccount(scope)) return scope.admins.has(personId)
  return isTeam(scope) ? scope.members.has(personId) : scope.users.has(personId)
}

export const isOf = (world: World, workspace: Workspace, personId: string): boolean =>
  workspace.users.has(personId) || (world.accounts.get(workspace.accountId)?.admins.has(personId) ?? false)

/** R13: users and whoever has an open invitation, each once; admins of the account need no seat. */
export function takersOf(world: World, workspace: Workspace): Set<string> {
  const invited = [...world.invitations.values()].filter(
    ({ scope }) => !scope.gone && workspaceOf(scope) === workspace,
  )
  const takers = new Set([
    ...workspace.users.keys(),
    ...invited.filter((each) => world.isOpen(each)).map(({ personId }) => personId),
  ])
  for (const adminId of world.accounts.get(workspace.accountId)?.admins ?? []) takers.delete(adminId)
  return takers
}

export function findsSeat(world: World, scope: Account | Workspace | Team, personId: string): boolean {
  const workspace = workspaceOf(scope)
  if (!workspace || world.accounts.get(workspace.accountId)?.admins.has(personId)) return true
  const takers = takersOf(world, workspace)
  return takers.has(personId) || takers.size < world.seats
}

/** R17. */
export const isInvited = (world: World, scope: object, personId: string): boolean =>
  [...world.invitations.values()].some(
    (each) => each.scope === scope && each.personId === personId && world.isOpen(each),
  )

export const mayAnswer = (world: World, { person }: Actor, invitation: Invitation): boolean =>
  invitation.personId === person.id && world.isOpen(invitation) && !invitation.scope.gone

/** Who has become a chat user by a team meanwhile may still take the other role that is offered. */
export function mayAccept(world: World, actor: Actor, invitation: Invitation): boolean {
  const { scope, role } = invitation
  if (!mayAnswer(world, actor, invitation)) return false
  if (isAccount(scope) || isTeam(scope)) return !isInside(scope, actor.person.id)
  const held = scope.users.get(actor.person.id)
  return held === undefined || (held === 'chatUser' && role !== 'chatUser')
}

export interface Reach {
  own: boolean
  level: Level
  /** Their teams that it is shared with. */
  teams: readonly Team[]
}

/** What a chatbot is to somebody; undefined: it does not exist for them. */
export function reachOf(world: World, actor: Actor, chatbot: Chatbot): Reach | undefined {
  const { workspace, ownerId, grants, gone } = chatbot
  if (gone || workspace.gone || actor.accountId !== workspace.accountId) return undefined
  if (!isOf(world, workspace, actor.person.id) || ownerId === null) return undefined
  const teams = [...world.teams.values()].filter(
    (team) => team.workspace === workspace && roleIn(actor, team) && grants.has(team.id),
  )
  const levels = [...teams.map(({ id }) => id), actor.person.id].flatMap((id) => grants.get(id)?.level ?? [])
  const own = ownerId === actor.person.id
  const level = own ? 'full' : [...LEVELS].reverse().find((each) => levels.includes(each))
  return level && { own, level, teams }
}

const isAgentOf = ({ ownerId, gone }: Chatbot) => ownerId === null && !gone

export function mayEdit(world: World, actor: Actor, chatbot: Chatbot): boolean {
  if (isAgentOf(chatbot)) return mayIn(world, actor, chatbot.workspace, 'workspaceAdmin', 'agentManager')
  const reach = reachOf(world, actor, chatbot)
  return reach !== undefined && (reach.level !== 'view' || reach.teams.some((team) => manages(actor, team)))
}

/** Pause, resume, archive, restore. */
export function mayOperate(world: World, actor: Actor, chatbot: Chatbot): boolean {
  if (isAgentOf(chatbot)) return mayEdit(world, actor, chatbot)
  const reach = reachOf(world, actor, chatbot)
  return reach !== undefined && (reach.level === 'full' || reach.teams.some((team) => manages(actor, team)))
}

export function mayDelete(world: World, actor: Actor, chatbot: Chatbot): boolean {
  if (isAgentOf(chatbot)) return mayEdit(world, actor, chatbot)
  const reach = reachOf(world, actor, chatbot)
  return reach !== undefined && (reach.own || reach.teams.some((team) => manages(actor, team)))
}

export const owns = (world: World, actor: Actor, chatbot: Chatbot): boolean =>
  reachOf(world, actor, chatbot)?.own ?? false

export const isAwaited = (world: World, subject: object): boolean =>
  [...world.transfers.values()].some((each) => each.subject === subject && world.isOpen(each))

/** F72: a team goes to nobody who is not there. */
export function isActiveIn(world: World, team: Team, personId: string): boolean {
  const member = team.members.get(personId)
  const activeAt = world.people.find(({ id }) => id === personId)?.activeAt ?? 0
  return (
    member !== undefined &&
    world.now - Math.max(member.since, activeAt) <= team.workspace.inactiveAfterDays * DAY_MS
  )
}

/** Whether somebody still stands where they stood when it was offered. */
export function standsBy(world: World, actor: Actor, { subject }: Transfer, personId: string): boolean {
  const workspace = subject.workspace
  if (actor.accountId !== workspace.accountId || actor.person.id !== personId) return false
  return isTeam(subject) ? subject.members.has(personId) : isOf(world, workspace, personId)
}
