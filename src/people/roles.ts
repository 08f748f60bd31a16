import type { Actor } from '../access'
import { type Database, statement } from '../db'

/** What a person is outside of teams. */
export type Roles = Pick<Actor, 'accountRoles' | 'workspaceRoles'>

const roles = statement<Roles>(
  'people.roles',
  `SELECT
  (SELECT coalesce(json_agg(json_build_object('accountId', a.id, 'accountName', a.name)), '[]')
    FROM account_admin h JOIN account a ON a.id = h.account_id AND a.deleted_at IS NULL
    WHERE h.person_id = $1 AND a.id = $2) AS "accountRoles",
  (SELECT coalesce(json_agg(json_build_object('accountId', w.account_id, 'workspaceId', w.id, 'workspaceName', w.name,
      'role', h.role, 'version', 1)), '[]')
    FROM workspace_user h JOIN workspace w ON w.id = h.workspace_id AND w.deleted_at IS NULL
    WHERE h.person_id = $1 AND h.account_id = $2) AS "workspaceRoles"`,
)

/** Somebody's roles in one account at this moment. */
export async function readRoles(db: Database, personId: string, accountId: string): Promise<Roles> {
  const [found] = await roles(db, [personId, accountId])
  return found ?? { accountRoles: [], workspaceRoles: [] }
}

const workspace = statement<{ accountId: string; workspaceId: string; workspaceName: string }>(
  'workspace.read',
  `SELECT id AS "workspaceId", account_id AS "accountId", name AS "workspaceName" FROM workspace
WHERE id = $1 AND deleted_at IS NULL`,
)

/** The workspace of an id that the actor's own connection or role has told. */
export async function readWorkspace(db: Database, workspaceId: string) {
  const [found] = await workspace(db, [workspaceId])
  return found
}
