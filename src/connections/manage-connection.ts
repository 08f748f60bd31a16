import { standingIn } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Database, Effects } from '../db'
import { reachedWorkspace, unlessMay, type Workspace } from '../scopes'
import { type Connection, readConnection } from './connections'

export interface Managed {
  connection: Connection
  workspace: Workspace
}

/** A connection that is open, when the actor may change or end it now; others do not exist for them (R21). */
export async function manageConnection(
  db: Database,
  context: Pick<Context, 'actor'>,
  connectionId: string,
): Promise<Managed | Refusal> {
  const connection = await readConnection(db, connectionId)
  if (!connection?.active) return refuse({ code: 'notFound', what: 'connection' })
  const workspace = await reachedWorkspace(db, context, connection.workspaceId)
  if (isRefusal(workspace)) return refuse({ code: 'notFound', what: 'connection' })
  return unlessMay(context, workspace, 'workspace.settings') ?? { connection, workspace }
}

/** What belongs into a change of one; its right rests on the actor's standing in the workspace. */
export function effectsOf(
  context: Context,
  { connection, workspace }: Managed,
  deed: 'teamChosen' | 'disconnected',
  data: Readonly<Record<string, unknown>>,
  outcome: unknown,
): Effects {
  const { connectionId, name } = connection
  return {
    reliesOn: standingIn(context.actor, workspace),
    audit: [
      auditOf(context, workspace, {
        action: `connection.${deed}`,
        ...{ subjectType: 'connection', subjectId: connectionId, data: { ...data, name } },
      }),
    ],
    owed: [],
    outcome,
  }
}
