import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import type { SharedBase } from '../base'
import { standingOf } from '../changing'
import { auditOfBase, baseToManage } from './base-to-manage'

/** No question finds its documents from this moment on; they are many, and are removed in batches. */
const endBase = defineChange(
  'base.delete',
  `changed AS (
  UPDATE knowledge_base SET deleted_at = $3 WHERE id = $1 AND name = $2 AND chatbot_id IS NULL AND deleted_at IS NULL RETURNING id
), unused AS (
  DELETE FROM agent_base WHERE base_id IN (SELECT id FROM changed)
)`,
)

/** For good, and only by its name typed out. */
export function deleteBase(
  db: Database,
  context: Context,
  id: string,
  typedName: string,
): Promise<SharedBase | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await baseToManage(db, context, id)
    if (isRefusal(reached)) return reached
    const { base } = reached
    if (typedName !== base.name) return refuse({ code: 'nameTyped', expected: base.name }, 'name')
    await endBase(db, [id, base.name, isoTime(context.at)], context, {
      reliesOn: standingOf(reached),
      audit: [auditOfBase(context, base, 'base.deleted')],
      owed: [],
      outcome: base,
    })
    return base
  })
}
