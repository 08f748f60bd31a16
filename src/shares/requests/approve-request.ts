import { type Acting, isRefusal, type Refusal } from '../../chat'
import type { Share } from '../../chatbots'
import { isoTime } from '../../clock'
import { type Database, defineChange, newId, settle } from '../../db'
import { happened } from '../../events'
import { auditOfRequest, redraw, tellRequester } from './effects'
import { findToDecide } from './may-decide'

/**
 * Request and share in one write. $1 request, $2 when, $3 who decides, $4 team, $5 chatbot, $6 its owner, who asked;
 * $7 id, $8 level and $9 knowledge of the share. One that was given directly meanwhile stays as it is.
 */
const saveApproved = defineChange(
  'request.approve',
  `theirs AS (
  SELECT id FROM chatbot WHERE id = $5 AND owner_id = $6 AND deleted_at IS NULL FOR SHARE
), approved AS (
  UPDATE share_request SET status = 'approved', ended_at = $2, ended_by = $3, granted_level = $8, granted_knowledge = $9
  WHERE id = $1 AND status = 'pending' AND expires_at > $2 AND team_id = $4 AND requester_id = $6
    AND chatbot_id IN (SELECT id FROM theirs)
    AND NOT EXISTS (SELECT 1 FROM share_grant s WHERE s.chatbot_id = $5 AND s.team_id = $4 AND s.ended_at IS NULL)
  RETURNING account_id, chatbot_id, team_id
), changed AS (
  INSERT INTO share_grant (id, account_id, chatbot_id, team_id, level, knowledge, granted_by, granted_at)
  SELECT $7, account_id, chatbot_id, team_id, $8, $9, $3, $2 FROM approved
  RETURNING 1
)`,
)

/**
 * Shares the chatbot with the team, whose owner pays from now on; its creator stays the owner of record (R8, F60, F61).
 * `share` null: at the proposed level, without documents.
 */
export function approveRequest(
  db: Database,
  acting: Acting,
  id: string,
  share: Share | null,
): Promise<{ id: string } | Refusal> {
  return settle(db, acting, async (acting) => {
    const found = await findToDecide(db, acting, id)
    if (isRefusal(found)) return found
    const { request, own } = found
    const { level, knowledge } = share ?? { level: request.level, knowledge: false }
    const { personId } = acting.actor
    const { accountId, chatbotId: subjectId } = request
    const outcome = { id }
    await saveApproved(
      db,
      [
        ...[id, isoTime(acting.at), personId, request.teamId, request.chatbotId, request.requesterId],
        ...[newId(acting.at), level, knowledge],
      ],
      acting,
      {
        reliesOn: [own, request.member].filter((held) => held !== null),
        audit: [
          auditOfRequest(request, acting, 'approved', { chatbotId: request.chatbotId, level, knowledge }),
        ],
        owed: [
          tellRequester(request, { actorId: personId }),
          redraw(request),
          happened('chatbot.shared', { accountId, subjectId, actorId: personId }),
        ],
        outcome,
      },
    )
    return outcome
  })
}
