import { auditOf } from '../../audit'
import type { Context } from '../../chat'
import type { AuditRow, OwedRow } from '../../db'
import { happened } from '../../events'
import { auditOfTakingBack, owedForTakingBack } from '../../invitations'
import type { Successor } from './name-successors'
import { tell } from './notices'
import { emptied, type Removal } from './removal'

/** One entry for the workspace, and in each team what happened to it (R18). */
export function auditOfRemoval(
  context: Context,
  removal: Removal,
  successors: readonly Successor[],
): AuditRow[] {
  const { workspace, user, belongings } = removal
  const { name, role } = user
  const person = { subjectType: 'person', subjectId: user.personId }
  const inTeam = (teamId: string) => ({ ...workspace, teamId })
  return [
    auditOf(context, workspace, { action: 'workspace.userRemoved', ...person, data: { name, role } }),
    ...belongings.map(({ teamId, role: from }) =>
      auditOf(context, inTeam(teamId), {
        action: 'member.removed',
        ...person,
        data: { name, from, to: null },
      }),
    ),
    ...successors.map(({ team, personId: subjectId, name, role: from }) =>
      auditOf(context, inTeam(team.teamId), {
        action: 'member.roleChanged',
        subjectType: 'person',
        subjectId,
        data: { name, from, to: 'owner' },
      }),
    ),
    ...[...removal.invitations, ...removal.sent].map((invitation) => auditOfTakingBack(context, invitation)),
    ...emptied(removal).map(({ teamId: subjectId, teamName }) =>
      auditOf(context, inTeam(subjectId), {
        action: 'team.deleted',
        subjectType: 'team',
        subjectId,
        data: { name: teamName },
      }),
    ),
  ]
}

/** Whoever was removed and the new owners are told, and the features that have something of theirs follow. */
export function owedForRemoval(
  context: Context,
  removal: Removal,
  successors: readonly Successor[],
): OwedRow[] {
  const { workspace, user, belongings } = removal
  const { accountId, workspaceId } = workspace
  const { personId } = user
  const actorId = context.actor.personId
  const told = [
    tell(context, workspace, personId, 'removed', { teams: belongings.map(({ teamName }) => teamName) }),
    ...successors.map((successor) =>
      tell(context, workspace, successor.personId, 'newOwner', {
        ...{ name: user.name, team: successor.team.teamName, teamId: successor.team.teamId },
      }),
    ),
  ]
  const by = { accountId, actorId }
  return [
    ...told.filter((notice) => notice.personId !== actorId),
    ...[...removal.invitations, ...removal.sent].map(owedForTakingBack),
    happened('workspace.left', { ...by, subjectId: workspaceId }),
    ...belongings.map(({ teamId }) => happened('member.left', { ...by, subjectId: teamId })),
    ...successors.map(({ team }) => happened('team.transferred', { ...by, subjectId: team.teamId })),
    ...emptied(removal).map(({ teamId }) => happened('team.deleted', { ...by, subjectId: teamId })),
  ]
}
