import { type Deed, pick, pickLiving, pickOpen, pressed, typed } from '../plan'
import { findsSeat, isInside, isInvited, mayAccept, mayAnswer, mayInvite } from '../rights'
import {
  type Account,
  type Actor,
  type Invitation,
  isAccount,
  isTeam,
  isWorkspace,
  type Team,
  type TeamRole,
  WORKSPACE_ROLES,
  type Workspace,
  type WorkspaceRole,
  type World,
  workspaceOf,
} from '../world'

type Scope = Account | Workspace | Team

const ROLES: Readonly<Record<'team' | 'workspace' | 'account', readonly string[]>> = {
  team: ['member', 'admin'],
  workspace: WORKSPACE_ROLES,
  account: ['accountAdmin'],
}

const invite =
  (kind: keyof typeof ROLES, scopesOf: (world: World) => Iterable<Scope>): Deed =>
  (world, actor, dice) => {
    const scope = pickLiving(scopesOf(world), dice)
    const invitee = pick(world.people, dice.second)
    const role = pick(ROLES[kind], dice.third)
    if (!scope || !invitee || !role) return null
    const options = { people: invitee.address, [kind]: scope.id, ...(kind !== 'account' && { role }) }
    const may =
      mayInvite(world, actor, scope) &&
      invitee !== actor.person &&
      !isInside(scope, invitee.id) &&
      !isInvited(world, scope, invitee.id) &&
      findsSeat(world, scope, invitee.id)
    return {
      does: typed(`${kind} invite`, options),
      effect:
        may &&
        (async (newest) => {
          const id = await newest('invitation')
          const who = { inviterId: actor.person.id, personId: invitee.id }
          world.invitations.set(id, { id, scope, role, ...who, status: 'pending', until: world.openFor() })
        }),
    }
  }

const accept: Deed = (world, actor, dice) => {
  const invitation = pickOpen(world.invitations.values(), dice)
  if (!invitation) return null
  return {
    does: pressed('invites.accept', invitation.id),
    effect:
      mayAccept(world, actor, invitation) &&
      (async (newest) => {
        invitation.status = 'accepted'
        if (isTeam(invitation.scope)) join(world, actor, invitation, await newest('membership'))
        seat(actor, invitation)
        if (isAccount(invitation.scope)) invitation.scope.admins.add(actor.person.id)
      }),
  }
}

function join(world: World, { person }: Actor, { scope, role }: Invitation, membershipId: string): void {
  if (!isTeam(scope)) return
  scope.members.set(person.id, { membershipId, role: role as TeamRole, since: world.now })
  world.memberships.set(membershipId, { team: scope, personId: person.id })
}

/** Joining a team makes a chat user of its workspace; a role of the workspace takes the place of that one. */
function seat({ person }: Actor, { scope, role }: Invitation): void {
  const users = workspaceOf(scope)?.users
  if (isWorkspace(scope)) scope.users.set(person.id, role as WorkspaceRole)
  else if (users && !users.has(person.id)) users.set(person.id, 'chatUser')
}

const decline: Deed = (world, actor, dice) => {
  const invitation = pickOpen(world.invitations.values(), dice)
  if (!invitation) return null
  return {
    does: pressed('invites.decline', invitation.id),
    effect:
      mayAnswer(world, actor, invitation) && (() => void Object.assign(invitation, { status: 'declined' })),
  }
}

const cancel: Deed = (world, actor, dice) => {
  const invitation = pickOpen(world.invitations.values(), dice)
  if (!invitation) return null
  const may = mayInvite(world, actor, invitation.scope) && world.isOpen(invitation)
  return {
    does: pressed('invites.cancel', invitation.id),
    effect: may && (() => void Object.assign(invitation, { status: 'cancelled' })),
  }
}

/** R16: also an expired one, unless a newer one waits; that takes a seat anew. */
const resend: Deed = (world, actor, dice) => {
  const invitation = pickOpen(world.invitations.values(), dice)
  if (!invitation) return null
  const { scope, personId, status } = invitation
  const may =
    mayInvite(world, actor, scope) &&
    status === 'pending' &&
    !isInside(scope, personId) &&
    (world.isOpen(invitation) || !isInvited(world, scope, personId)) &&
    findsSeat(world, scope, personId)
  return {
    does: pressed('invites.resend', invitation.id),
    effect: may && (() => void Object.assign(invitation, { until: world.openFor() })),
  }
}

export const invitationDeeds = {
  inviteToTeam: invite('team', ({ teams }) => teams.values()),
  inviteToWorkspace: invite('workspace', ({ workspaces }) => workspaces.values()),
  inviteToAccount: invite('account', ({ accounts }) => accounts.values()),
  accept,
  decline,
  cancel,
  resend,
}
