import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { type Database, defineChange, orEarlier, settle } from '../../db'
import type { SharedBase } from '../base'
import { standingOf } from '../changing'
import { auditOfBase, baseToManage } from './base-to-manage'
import type { BaseWish } from './create-base'
import { readRoom } from './repository'

const saveBase = defineChange(
  'base.edit',
  `changed AS (
  UPDATE knowledge_base SET name = $3, description = $4, version = version + 1
  WHERE id = $1 AND version = $2 AND chatbot_id IS NULL AND deleted_at IS NULL RETURNING 1
)`,
)

/** Another name or description; `seen` is the version that the form showed. */
export function editBase(
  db: Database,
  context: Context,
  id: string,
  seen: number,
  { name, description }: BaseWish,
): Promise<SharedBase | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await baseToManage(db, context, id)
    if (isRefusal(reached)) return reached
    const { base } = reached
    if (base.version !== seen) return refuse({ code: 'changedMeanwhile' }, 'name')
    const [room] = await readRoom(db, [base.workspaceId, name, id])
    if (room?.taken) return refuse({ code: 'baseNameTaken', name, workspace: base.workspaceName }, 'name')
    const outcome: SharedBase = { ...base, name, description, version: seen + 1 }
    if (base.name === name && base.description === description) return orEarlier(db, context, base)
    await saveBase(db, [id, seen, name, description], context, {
      reliesOn: standingOf(reached),
      audit: [auditOfBase(context, outcome, 'base.edited', { was: base.name })],
      owed: [],
      outcome,
    })
    return outcome
  })
}
