import { standingIn } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, settle } from '../db'
import { happened } from '../events'
import { unlessMay, whichWorkspace } from '../scopes'

/**
 * Who owns a team is a user of its workspace (domain.md §1), account admins too: a chat user, unless they have a role there. The
 * user's version tells a removal from the workspace under way that they own one more team, the workspace's tells its deletion; and
 * where the user is new, the account's tells that they are leaving it.
 */
const insertTeam = defineChange(
  'team.create',
  `allowed AS (
  UPDATE workspace SET version = version + 1 WHERE id = $2 AND account_id = $3 AND deleted_at IS NULL RETURNING id
), newcomer AS (
  UPDATE account SET version = version + 1 WHERE id = $3
    AND NOT EXISTS (SELECT 1 FROM workspace_user WHERE workspace_id = $2 AND person_id = $7)
), seated AS (
  INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  SELECT id, $7, $3, 'chatUser', $5 FROM allowed
  ON CONFLICT (workspace_id, person_id) DO UPDATE SET version = DEFAULT
), changed AS (
  INSERT INTO team (id, account_id, workspace_id, name, created_at) SELECT $1, $3, id, $4, $5 FROM allowed RETURNING 1
), owner AS (
  INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT $6, $3, id, $1, $7, 'owner', $5 FROM allowed
)`,
)

export interface TeamMade {
  teamId: string
  teamName: string
  workspaceName: string
}

/** A new team in the workspace that is named or spoken through; its creator owns it, both settings are off (R6). */
export function createTeam(
  db: Database,
  context: Context,
  name: string,
  typedWorkspace?: string,
): Promise<TeamMade | Refusal> {
  return settle(db, context, async (context) => {
    const workspace = await whichWorkspace(db, context, typedWorkspace)
    if (isRefusal(workspace)) return workspace
    const refused = unlessMay(context, workspace, 'workspace.view')
    if (refused) return refused
    const { accountId, workspaceId, workspaceName } = workspace
    const teamId = newId(context.at)
    const { personId } = context.actor
    const outcome: TeamMade = { teamId, teamName: name, workspaceName }
    const deed = { action: 'team.created', subjectType: 'team', subjectId: teamId, data: { name } }
    const parameters = [
      teamId,
      workspaceId,
      accountId,
      name,
      isoTime(context.at),
      newId(context.at),
      personId,
    ]
    await insertTeam(db, parameters, context, {
      reliesOn: standingIn(context.actor, workspace),
      audit: [auditOf(context, { accountId, workspaceId, teamId }, deed)],
      owed: [happened('roles.changed', { accountId, subjectId: teamId, actorId: personId })],
      outcome,
    })
    return outcome
  })
}
