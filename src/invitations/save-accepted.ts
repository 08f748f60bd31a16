import { defineChange } from '../db'
import { newcomer } from '../people'
import { room } from './scope'

/**
 * Repeats what the decision rested on: still pending and in time, not sent again meanwhile (R16), the proof still the
 * person's, the scope still there. The user's version tells a removal from the workspace that they have come in. Who has become
 * a chat user meanwhile, by a team, gets the role of the workspace all the same.
 */
export const saveAccepted = defineChange(
  'invitation.accept',
  `${newcomer(1, 2)}, ${room(6)}, answered AS (
  UPDATE invitation SET status = 'accepted', ended_at = $2, accepted_by = $3
  WHERE id = $4 AND status = 'pending' AND expires_at > $2 AND round = $7 AND EXISTS (SELECT 1 FROM room)
    AND ($8::text IS NULL OR $8 = ANY(
      SELECT 'mail:' || address FROM person_address WHERE person_id = $3
      UNION SELECT platform || ':' || tenant || ':' || user_id FROM chat_identity WHERE person_id = $3))
  RETURNING account_id, workspace_id, team_id, scope_kind, role
), joined AS (
  INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT $5, account_id, workspace_id, team_id, $3, role, $2 FROM answered WHERE scope_kind = 'team'
), seated AS (
  INSERT INTO workspace_user AS known (workspace_id, person_id, account_id, role, joined_at)
  SELECT workspace_id, $3, account_id, CASE scope_kind WHEN 'team' THEN 'chatUser' ELSE role END, $2
  FROM answered WHERE workspace_id IS NOT NULL
  ON CONFLICT (workspace_id, person_id) DO UPDATE SET version = DEFAULT,
    role = CASE known.role WHEN 'chatUser' THEN excluded.role ELSE known.role END
), trusted AS (
  INSERT INTO account_admin (account_id, person_id, since)
  SELECT account_id, $3, $2 FROM answered WHERE scope_kind = 'account'
), changed AS (SELECT 1 FROM answered)`,
)
