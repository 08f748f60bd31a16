import { AS_DECIDED } from '../chatbots'
import { defineChange } from '../db'
import { isOfWorkspace } from '../people'

/**
 * Ends the live grant to the same team or person, if there is one, and gives another. $4 new id, $5 team or $6 person,
 * $7 level, $8 knowledge, $9 who gives it, $10 when. Since when it is shared does not change with the level.
 */
export const giveGrant = defineChange(
  'chatbot.share',
  `decided AS (
  SELECT c.id, c.account_id FROM chatbot c WHERE ${AS_DECIDED}
    AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM team t WHERE t.id = $5 AND t.workspace_id = c.workspace_id AND t.deleted_at IS NULL))
    AND ($6::text IS NULL OR ${isOfWorkspace('c.workspace_id', 'c.account_id', '$6')})
  FOR SHARE OF c
), ended AS (
  UPDATE share_grant SET ended_at = $10 WHERE ended_at IS NULL AND chatbot_id IN (SELECT id FROM decided)
    AND (team_id = $5 OR person_id = $6) RETURNING granted_at
), changed AS (
  INSERT INTO share_grant (id, account_id, chatbot_id, team_id, person_id, level, knowledge, granted_by, granted_at)
  SELECT $4, account_id, id, $5, $6, $7, $8, $9, coalesce((SELECT min(granted_at) FROM ended), $10) FROM decided RETURNING 1
)`,
)

/** $4 the grant, $5 when. */
export const endGrant = defineChange(
  'chatbot.unshare',
  `changed AS (
  UPDATE share_grant e SET ended_at = $5 FROM chatbot c
  WHERE e.id = $4 AND e.chatbot_id = c.id AND e.ended_at IS NULL AND ${AS_DECIDED} RETURNING 1
)`,
)
