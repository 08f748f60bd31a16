import { decideWorkspace } from '../../access'
import { auditOf } from '../../audit'
import { type Context, type Refusal, refuse } from '../../chat'
import type { AuditRow, Database } from '../../db'
import type { SharedBase } from '../base'
import { findSharedBase, type ReachedSharedBase } from '../find-base'

/** A base of a workspace that the actor may rename and delete now (F133). */
export async function baseToManage(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  id: string,
): Promise<ReachedSharedBase | Refusal> {
  const reached = await findSharedBase(db, actor, id)
  if (!reached) return refuse({ code: 'notFound', what: 'base' })
  return unlessMayManage(actor, reached.base) ?? reached
}

type Place = Pick<SharedBase, 'accountId' | 'workspaceId' | 'workspaceName'>

/** Why somebody may not make, rename and delete bases there; undefined when they may. */
export function unlessMayManage(actor: Context['actor'], workspace: Place): Refusal | undefined {
  const decision = decideWorkspace(actor, workspace, 'knowledge.manage')
  if (decision.allowed) return undefined
  return refuse({ code: 'denied', reason: decision.reason, scope: `workspace ${workspace.workspaceName}` })
}

export const auditOfBase = (
  context: Context,
  { id, accountId, workspaceId, name }: Pick<SharedBase, 'id' | 'accountId' | 'workspaceId' | 'name'>,
  action: string,
  data: Record<string, unknown> = {},
): AuditRow =>
  auditOf(
    context,
    { accountId, workspaceId },
    { action, subjectType: 'base', subjectId: id, data: { name, ...data } },
  )
