import { statement } from '../db'

export interface Workspace {
  accountId: string
  workspaceId: string
  workspaceName: string
  plan: string
  createdAt: number
}

/** Those with the ids $1, and all of the accounts $2; deleted ones never. */
export const readWorkspaces = statement<Workspace>(
  'workspace.reached',
  `SELECT account_id AS "accountId", id AS "workspaceId", name AS "workspaceName", plan, created_at AS "createdAt"
   FROM workspace WHERE (id = ANY($1) OR account_id = ANY($2)) AND deleted_at IS NULL ORDER BY lower(name), id`,
)
