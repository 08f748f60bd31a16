import { standingIn } from '../access'
import { type Context, isRefusal, type Refusal } from '../chat'
import type { Database, Standing } from '../db'
import { reachedWorkspace, unlessMay, type Workspace } from '../scopes'
import { ownTeam, unless } from '../teams'

/** What is topped up. */
export interface Target {
  accountId: string
  workspaceId: string
  /** Null: the workspace, whose teams all draw on it. */
  teamId: string | null
  /** Without "team" or "workspace". */
  name: string
  /** What the right to do so rests on. */
  reliesOn: readonly Standing[]
}

/** A team is topped up by its owner only (F111), a workspace by whoever may manage its billing (F136). */
export async function topUpTarget(
  db: Database,
  context: Pick<Context, 'actor'>,
  kind: string | undefined,
  id: string,
): Promise<Target | Refusal> {
  if (kind === 'team') {
    const own = ownTeam(context, id)
    if (isRefusal(own)) return own
    const { accountId, workspaceId, teamId, teamName: name } = own
    return unless(own, 'team.billing') ?? { accountId, workspaceId, teamId, name, reliesOn: [own] }
  }
  const workspace = await billedWorkspace(db, context, kind === 'workspace' ? id : '')
  if (isRefusal(workspace)) return workspace
  const { accountId, workspaceId, workspaceName: name } = workspace
  return { accountId, workspaceId, teamId: null, name, reliesOn: standingIn(context.actor, workspace) }
}

/** The workspace, when the actor may see to its plan and payment methods. */
export async function billedWorkspace(
  db: Database,
  context: Pick<Context, 'actor'>,
  workspaceId: string,
): Promise<Workspace | Refusal> {
  const workspace = await reachedWorkspace(db, context, workspaceId)
  if (isRefusal(workspace)) return workspace
  return unlessMay(context, workspace, 'billing.manage') ?? workspace
}
