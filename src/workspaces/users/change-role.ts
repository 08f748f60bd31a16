import type { WorkspaceRole } from '../../access'
import { auditOf } from '../../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import { happened } from '../../events'
import { auditOfTakingBack, owedForTakingBack, readLeading, takenBack } from '../../invitations'
import { mayChangeUser, reliedOn, type UserInWorkspace } from './may-change-user'
import { tell } from './notices'
import { isWorkspaceRole, WORKSPACE_ROLES } from './user'

/** Whoever gives a role overrides what an older invitation of the same person still offers: $4 are taken back. */
const saveRole = defineChange(
  'workspace.role',
  `given_role AS (
  UPDATE workspace_user SET role = $3, version = DEFAULT WHERE workspace_id = $1 AND person_id = $2 RETURNING 1
), ${takenBack('$4', '$5')}, changed AS (
  SELECT 1 FROM given_role WHERE (SELECT count(*) FROM taken_back) = cardinality($4::text[])
)`,
)

export interface RoleChanged {
  workspaceId: string
  workspaceName: string
  name: string
  from: WorkspaceRole
  to: WorkspaceRole
}

/** Gives a user another role in the workspace, perhaps the actor themselves (F129). The person is told privately. */
export function changeRole(
  db: Database,
  context: Context,
  workspaceId: string,
  personId: string,
  role: string,
): Promise<RoleChanged | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayChangeUser(db, context, workspaceId, personId)
    if (isRefusal(may)) return may
    const to = otherRole(may, role)
    if (isRefusal(to)) return to
    const { workspace, user } = may
    const { workspaceName } = workspace
    const { name, role: from } = user
    const outcome: RoleChanged = { workspaceId, workspaceName, name, from, to }
    const moment = isoTime(context.at)
    const offered = (await readLeading(db, [workspaceId, personId, workspace.accountId, moment])).filter(
      ({ scope }) => scope.kind === 'workspace',
    )
    const overridden = offered.map(({ id }) => id)
    await saveRole(db, [workspaceId, personId, to, overridden, moment], context, {
      reliesOn: reliedOn(context, may),
      audit: [
        auditOf(context, workspace, {
          action: 'workspace.roleChanged',
          subjectType: 'person',
          subjectId: personId,
          data: { name, from, to },
        }),
        ...offered.map((invitation) => auditOfTakingBack(context, invitation)),
      ],
      owed: [
        ...(personId === context.actor.personId
          ? []
          : [tell(context, workspace, personId, 'roleChanged', { from, to })]),
        ...offered.map(owedForTakingBack),
        happened('roles.changed', {
          ...{ accountId: workspace.accountId, subjectId: workspaceId, actorId: context.actor.personId },
        }),
      ],
      outcome,
    })
    return outcome
  })
}

/** The role that is wished for, when it is one of the workspace and not the user's already. */
export function otherRole({ workspace, user }: UserInWorkspace, role: string): WorkspaceRole | Refusal {
  if (!isWorkspaceRole(role))
    return refuse({
      code: 'notAChoice',
      option: 'role',
      got: role,
      choices: WORKSPACE_ROLES.map(({ label }) => label),
    })
  const { workspaceName } = workspace
  return role === user.role
    ? refuse({ code: 'sameWorkspaceRole', name: user.name, role, workspace: workspaceName })
    : role
}
