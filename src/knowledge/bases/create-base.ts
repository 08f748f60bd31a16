import { standingIn } from '../../access'
import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, newId, settle } from '../../db'
import { reachedWorkspace } from '../../scopes'
import { MOST_BASES, type SharedBase } from '../base'
import { auditOfBase, unlessMayManage } from './base-to-manage'
import { readRoom } from './repository'

const insertBase = defineChange(
  'base.create',
  `changed AS (
  INSERT INTO knowledge_base (id, account_id, workspace_id, name, description, created_at)
  SELECT $1, account_id, id, $3, $4, $5 FROM workspace WHERE id = $2 AND lock_bases($2) < ${MOST_BASES} RETURNING 1
)`,
)

export type BaseWish = Pick<SharedBase, 'name' | 'description'>

/** A base of a workspace, with no documents yet; its agents use it when they are told to. */
export function createBase(
  db: Database,
  context: Context,
  workspaceId: string,
  { name, description }: BaseWish,
): Promise<SharedBase | Refusal> {
  return settle(db, context, async (context) => {
    const workspace = await reachedWorkspace(db, context, workspaceId)
    if (isRefusal(workspace)) return workspace
    const denied = unlessMayManage(context.actor, workspace)
    if (denied) return denied
    const { accountId, workspaceName } = workspace
    const [room] = await readRoom(db, [workspaceId, name, null])
    if (room?.taken) return refuse({ code: 'baseNameTaken', name, workspace: workspaceName }, 'name')
    if (room && room.count >= MOST_BASES)
      return refuse({ code: 'basesFull', workspace: workspaceName, limit: MOST_BASES }, 'name')
    const id = newId(context.at)
    const outcome: SharedBase = {
      ...{ id, accountId, workspaceId, workspaceName, name, description },
      ...{ own: false, version: 1 },
    }
    await insertBase(db, [id, workspaceId, name, description, isoTime(context.at)], context, {
      reliesOn: standingIn(context.actor, workspace),
      audit: [auditOfBase(context, outcome, 'base.created')],
      owed: [],
      outcome,
    })
    return outcome
  })
}
