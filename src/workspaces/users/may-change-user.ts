import { standingIn } from '../../access'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import type { Database, Standing } from '../../db'
import type { Workspace } from '../../scopes'
import { reachedWorkspace, unlessMay } from '../../scopes'
import { readUsers } from './statements'
import type { WorkspaceUser } from './user'

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

/** What the decision rests on: the actor's right, and the user as they were. */
export const reliedOn = (
  { actor }: Pick<Context, 'actor'>,
  { workspace, user }: UserInWorkspace,
): readonly Standing[] => [
  ...standingIn(actor, workspace),
  { workspaceId: workspace.workspaceId, personId: user.personId, version: user.version },
]
