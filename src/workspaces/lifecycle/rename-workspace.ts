import { standingAs } from '../../access'
import { auditOf } from '../../audit'
import { type Context, isRefusal, type Refusal } from '../../chat'
import { type Database, defineChange, settle, statement } from '../../db'
import { accountRoom, manageWorkspace, unlessFree } from './may-manage'
import { tell } from './notices'

const saveName = defineChange(
  'workspace.rename',
  `${accountRoom('$3', '$4')}, changed AS (
  UPDATE workspace SET name = $2 WHERE id = $1 AND account_id IN (SELECT id FROM account_room) AND deleted_at IS NULL RETURNING 1
)`,
)

const adminIds = statement<{ personId: string }>(
  'workspace.adminIds',
  `SELECT person_id AS "personId" FROM workspace_user WHERE workspace_id = $1 AND role = 'workspaceAdmin' ORDER BY person_id`,
)

export interface WorkspaceRenamed {
  workspaceId: string
  from: string
  to: string
}

/** Another name, which shows everywhere at once; the workspace admins are told. */
export function renameWorkspace(
  db: Database,
  context: Context,
  workspaceId: string,
  name: string,
): Promise<WorkspaceRenamed | Refusal> {
  return settle(db, context, async (context) => {
    const managed = await manageWorkspace(db, context, workspaceId)
    if (isRefusal(managed)) return managed
    const { workspace, siblings } = managed
    const taken = unlessFree(siblings, name, workspaceId)
    if (taken) return taken
    const { accountId, workspaceName: from } = workspace
    const outcome: WorkspaceRenamed = { workspaceId, from, to: name }
    const { personId } = context.actor
    const admins = (await adminIds(db, [workspaceId])).filter((admin) => admin.personId !== personId)
    await saveName(db, [workspaceId, name, accountId, siblings.accountVersion], context, {
      reliesOn: standingAs(context.actor, accountId),
      audit: [
        auditOf(context, workspace, {
          action: 'workspace.renamed',
          subjectType: 'workspace',
          subjectId: workspaceId,
          data: { from, name },
        }),
      ],
      owed: admins.map((admin) => tell(context, workspace, admin.personId, 'renamed', { to: name })),
      outcome,
    })
    return outcome
  })
}
