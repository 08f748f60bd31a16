import { type AccountAction, decideAccount } from '../../access'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { type Database, statement } from '../../db'
import { reachedWorkspace, type Workspace } from '../../scopes'

const ACTION: AccountAction = 'account.workspaces'

/** Why the actor may not create, rename or delete workspaces; undefined when they may (F127). */
function unlessManages(
  { actor }: Pick<Context, 'actor'>,
  { accountId, workspaceName }: Pick<Workspace, 'accountId' | 'workspaceName'>,
): Refusal | undefined {
  const decision = decideAccount(actor, accountId, ACTION)
  if (decision.allowed) return undefined
  return refuse({ code: 'denied', reason: decision.reason, scope: `workspace ${workspaceName}` })
}

/** The workspaces of an account, as a decision about one of them sees them. */
export interface Siblings {
  /** Grows with every workspace that comes or goes: two decisions at once come one after the other. */
  accountVersion: number
  workspaces: readonly { workspaceId: string; name: string; connections: number }[]
}

/** All living workspaces of account $1. */
export const readSiblings = statement<Siblings>(
  'workspace.siblings',
  `SELECT a.version AS "accountVersion", (
     SELECT coalesce(json_agg(json_build_object('workspaceId', w.id, 'name', w.name, 'connections', (
       SELECT count(*) FROM connection c WHERE c.workspace_id = w.id AND c.ended_at IS NULL)) ORDER BY lower(w.name), w.id), '[]')
     FROM workspace w WHERE w.account_id = a.id AND w.deleted_at IS NULL) AS workspaces
   FROM account a WHERE a.id = $1 AND a.deleted_at IS NULL`,
)

/** CTE `account_room` for a change that rests on the other workspaces; both arguments are SQL. */
export const accountRoom = (accountId: string, version: string) => `account_room AS (
  UPDATE account SET version = version + 1 WHERE id = ${accountId} AND version = ${version} AND deleted_at IS NULL RETURNING id
)`

export interface Managed {
  workspace: Workspace
  siblings: Siblings
}

/** A workspace with its siblings, when the actor may rename or delete it now. */
export async function manageWorkspace(
  db: Database,
  context: Pick<Context, 'actor'>,
  workspaceId: string,
): Promise<Managed | Refusal> {
  const workspace = await reachedWorkspace(db, context, workspaceId)
  if (isRefusal(workspace)) return workspace
  const refused = unlessManages(context, workspace)
  if (refused) return refused
  const [siblings] = await readSiblings(db, [workspace.accountId])
  return siblings ? { workspace, siblings } : refuse({ code: 'notFound', what: 'workspace' })
}

/** Two of one name could not be told apart. */
export const unlessFree = (
  { workspaces }: Siblings,
  name: string,
  workspaceId?: string,
): Refusal | undefined => {
  const same = workspaces.find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (!same || (same.workspaceId === workspaceId && same.name !== name)) return undefined
  return refuse({ code: 'workspaceNameTaken', name: same.name }, 'name')
}
