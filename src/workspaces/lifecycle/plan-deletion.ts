import { type Context, isRefusal, type Platform, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, statement } from '../../db'
import type { Workspace } from '../../scopes'
import { type Managed, manageWorkspace } from './may-manage'

/** How much ends with a workspace. */
export interface Belongings {
  users: number
  teams: readonly string[]
  /** Of people, and how many these are. */
  chatbots: number
  owners: number
  /** Of the workspace itself. */
  agents: number
  /** To it and to its teams. */
  invitations: number
  connections: readonly { name: string; platform: Platform }[]
}

/** What there is of workspace $1 at $2. */
const readBelongings = statement<Belongings>(
  'workspace.endsWith',
  `SELECT (SELECT count(*) FROM workspace_user WHERE workspace_id = $1) AS users,
     ARRAY(SELECT name FROM team WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY lower(name), id) AS teams,
     count(owner_id) AS chatbots, count(DISTINCT owner_id) AS owners, count(*) - count(owner_id) AS agents,
     (SELECT count(*) FROM invitation i LEFT JOIN team t ON t.id = i.team_id
      WHERE i.workspace_id = $1 AND i.status = 'pending' AND i.expires_at > $2 AND t.deleted_at IS NULL) AS invitations,
     (SELECT coalesce(json_agg(json_build_object('name', name, 'platform', platform) ORDER BY created_at, id), '[]')
      FROM connection WHERE workspace_id = $1 AND ended_at IS NULL) AS connections
   FROM chatbot WHERE workspace_id = $1 AND deleted_at IS NULL`,
)

/**
 * The workspace, when the actor may delete it now: never the last one of the account, nor the one without which nobody could
 * reach the account in chat any more.
 */
export async function mayDelete(
  db: Database,
  context: Pick<Context, 'actor'>,
  workspaceId: string,
): Promise<Managed | Refusal> {
  const managed = await manageWorkspace(db, context, workspaceId)
  if (isRefusal(managed)) return managed
  const { workspace, siblings } = managed
  const { workspaceName: name } = workspace
  const others = siblings.workspaces.filter((each) => each.workspaceId !== workspaceId)
  if (others.length === 0) return refuse({ code: 'lastWorkspace', workspace: name })
  const connectedHere = siblings.workspaces.some(
    (each) => each.workspaceId === workspaceId && each.connections > 0,
  )
  if (connectedHere && others.every(({ connections }) => connections === 0))
    return refuse({ code: 'lastConnection', what: 'workspace', name })
  return managed
}

/** The same, with how much would end: for the card that asks. */
export async function planDeletion(
  db: Database,
  context: Pick<Context, 'actor' | 'at'>,
  workspaceId: string,
): Promise<{ workspace: Workspace; belongings: Belongings } | Refusal> {
  const may = await mayDelete(db, context, workspaceId)
  if (isRefusal(may)) return may
  const [belongings] = await readBelongings(db, [workspaceId, isoTime(context.at)])
  return belongings
    ? { workspace: may.workspace, belongings }
    : refuse({ code: 'notFound', what: 'workspace' })
}
