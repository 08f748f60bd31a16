import { isoTime } from '../../clock'
import { type Database, defineChange, statement } from '../../db'
import { unlessOvertaken } from '../../deadlines'
import type { Happened } from '../../events'

interface Leftover {
  id: string
  name: string
}

const readLeftovers = statement<Leftover>(
  'workspace.leftovers',
  `SELECT c.id, c.name FROM chatbot c JOIN workspace w ON w.id = c.workspace_id AND w.deleted_at IS NOT NULL
   WHERE w.id = $1 AND c.deleted_at IS NULL ORDER BY c.id`,
)

const endThem = defineChange(
  'workspace.endLeftovers',
  `changed AS (
  UPDATE chatbot SET deleted_at = $2, description = '', instructions = '' WHERE id = ANY($1) AND deleted_at IS NULL RETURNING id
), bases AS (
  UPDATE knowledge_base SET deleted_at = $2 WHERE chatbot_id IN (SELECT id FROM changed) AND deleted_at IS NULL
), forgotten AS (
  DELETE FROM chatbot_instructions WHERE chatbot_id IN (SELECT id FROM changed)
), shares AS (
  UPDATE share_grant SET ended_at = $2 WHERE ended_at IS NULL AND chatbot_id IN (SELECT id FROM changed)
)`,
)

/**
 * A chatbot that is made while its workspace is deleted outlives that by a moment, though nobody reaches it: the statement
 * that ends everything began before it was there.
 */
export async function endLeftovers(db: Database, event: Happened, at: number): Promise<void> {
  const { id: eventId, subjectId: workspaceId, accountId, actorId } = event
  const chatbots = await readLeftovers(db, [workspaceId])
  if (chatbots.length === 0) return
  const wish = { key: `leftovers:${eventId}`, at }
  const audit = chatbots.map(({ id, name }) => ({
    ...{ accountId, workspaceId, actorId, action: 'chatbot.deleted' },
    ...{ subjectType: 'chatbot', subjectId: id, data: { name } },
  }))
  await unlessOvertaken(() =>
    endThem(db, [chatbots.map(({ id }) => id), isoTime(at)], wish, {
      ...{ reliesOn: [], audit, owed: [], outcome: null },
    }),
  )
}
