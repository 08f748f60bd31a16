import { isAccountAdmin } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { readUsers } from './statements'
import { reachedWorkspace, unlessMay } from './which-workspace'
import type { Workspace, WorkspaceUser } from './workspace'

export interface UserInWorkspace {
  workspace: Workspace
  user: WorkspaceUser
}

/** Who is meant and that the actor may do this to them now; the confirm card and the change ask the same (R5). */
export async function mayChangeUser(
  db: Database,
  context: Pick<Context, 'actor'>,
  workspaceId: string,
  personId: string,
): Promise<UserInWorkspace | Refusal> {
  const workspace = await reachedWorkspace(db, context, workspaceId)
  if (isRefusal(workspace)) return workspace
  const refused = unlessMay(context, workspace, 'workspace.users')
  if (refused) return refused
  const [user] = await readUsers(db, [workspaceId, [personId]])
  return user ? { workspace, user } : refuse({ code: 'notUser', workspace: workspace.workspaceName })
}

/**
 * CTE `standing`: a row as long as what the decision rests on is as it was. $1 workspace, $2 and $3 its users by person
 * and version, among them the actor; or $5, who acts as admin of account $4. All are held until the change is done.
 */
export const STANDING = `held_users AS (
  SELECT 1 FROM workspace_user WHERE workspace_id = $1 AND (person_id, version) IN (SELECT * FROM unnest($2::text[], $3::int[]))
  ORDER BY person_id FOR UPDATE
), held_admin AS (
  SELECT 1 FROM account_admin WHERE account_id = $4 AND person_id = $5 FOR KEY SHARE
), standing AS (
  SELECT 1 WHERE (SELECT count(*) FROM held_users) = cardinality($2::text[])
    AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM held_admin))
)`

/** The parameters of `STANDING`. */
export function standing({ actor }: Pick<Context, 'actor'>, { workspace, user }: UserInWorkspace): unknown[] {
  const { accountId, workspaceId } = workspace
  const asAdmin = isAccountAdmin(actor, accountId)
  const own = actor.workspaceRoles.find((held) => held.workspaceId === workspaceId)
  const users = new Map([[user.personId, user.version]])
  if (!asAdmin && own) users.set(actor.personId, own.version)
  return [workspaceId, [...users.keys()], [...users.values()], accountId, asAdmin ? actor.personId : null]
}
