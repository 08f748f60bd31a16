import type { Stage } from '../journeys/support'

type Query = Stage['query']

/**
 * What the database says twice, said differently: state, audit and outbox must tell the same story. Each query gives
 * what was applied by half. The first four look at every change there is; the others know one kind.
 */
const HALVES: Record<string, string> = {
  'a change without its audit': `
    SELECT key AS what FROM interaction i WHERE key ~ '^(slack|discord):'
      AND NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.at = i.at)`,
  'an audit entry without its change': `
    SELECT action || ' ' || subject_id AS what FROM audit_entry a WHERE platform IN ('slack', 'discord')
      AND NOT EXISTS (SELECT 1 FROM interaction i WHERE a.at = i.at)`,
  'something owed that nobody did': `
    SELECT name || ' ' || subject_id AS what FROM outbox o WHERE kind <> 'refresh' AND name <> 'notice.unreachable'
      AND NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.at = o.created_at)`,
  'something owed and not delivered': `
    SELECT name || ' ' || coalesce(last_error, status) AS what FROM outbox WHERE status NOT IN ('done', 'seen')`,

  'a role that was not given by the last one who gave it': `
    SELECT m.person_id || ' is ' || m.role AS what FROM membership m WHERE ended_at IS NULL AND role <> 'owner'
      AND role IS DISTINCT FROM (SELECT data ->> CASE action WHEN 'member.roleChanged' THEN 'to' ELSE 'role' END
        FROM audit_entry WHERE team_id = m.team_id AND (action = 'member.roleChanged' AND subject_id = m.person_id
          OR action = 'invitation.accepted' AND actor_id = m.person_id) ORDER BY at DESC, id DESC LIMIT 1)`,
  'memberships that changed more or less often than the audit says': `
    SELECT m.person_id || ' ' || sum(m.version - 1) AS what FROM membership m GROUP BY m.team_id, m.person_id
      HAVING sum(m.version - 1) <> (SELECT count(*) FROM audit_entry a WHERE a.team_id = m.team_id
        AND a.subject_id = m.person_id AND action IN ('member.roleChanged', 'member.removed'))`,
  'members who were not told, or told too often': `
    SELECT action || ' ' || subject_id AS what FROM audit_entry a WHERE action IN ('member.roleChanged', 'member.removed')
      GROUP BY action, subject_id HAVING count(*) <> (SELECT count(*) FROM outbox o
        WHERE kind = 'notice' AND o.name = a.action AND o.person_id = a.subject_id)`,
  'an invitation that is not what was done to it': `
    SELECT i.id || ' ' || status AS what FROM invitation i WHERE (1, (status <> 'pending')::int, true) <>
      (SELECT count(*) FILTER (WHERE action = 'invitation.sent'), count(*) FILTER (WHERE action = 'invitation.' || i.status),
        count(*) FILTER (WHERE action IN ('invitation.accepted', 'invitation.declined', 'invitation.cancelled')) < 2
       FROM audit_entry WHERE subject_type = 'invitation' AND subject_id = i.id)`,
  'an invitation of which nobody was told': `
    SELECT i.id AS what FROM invitation i WHERE NOT EXISTS (
      SELECT 1 FROM outbox o WHERE o.subject_id = i.id AND kind IN ('mail', 'notice') AND o.created_at = i.created_at)`,
  'an accepted invitation that made nobody a member': `
    SELECT i.id AS what FROM invitation i WHERE status = 'accepted' AND NOT EXISTS (
      SELECT 1 FROM membership m WHERE m.team_id = i.team_id AND m.person_id = i.accepted_by AND m.joined_at = i.ended_at)`,
  'settings that changed more or less often than the audit says': `
    SELECT t.id AS what FROM team t WHERE settings_version - 1 <> (
      SELECT count(*) FROM audit_entry WHERE subject_id = t.id AND action = 'team.settingsChanged')`,
  'a chatbot that nobody made': `
    SELECT c.id AS what FROM chatbot c WHERE NOT EXISTS (
      SELECT 1 FROM audit_entry WHERE subject_id = c.id AND action = 'chatbot.created')`,
  'a request that is not what was done to it': `
    SELECT r.id || ' ' || status AS what FROM share_request r WHERE (1, (status <> 'pending')::int) <>
      (SELECT count(*) FILTER (WHERE action = 'request.filed'), count(*) FILTER (WHERE action <> 'request.filed')
       FROM audit_entry WHERE subject_type = 'shareRequest' AND subject_id = r.id)`,
  'an approval that shared nothing, or something shared without one': `
    SELECT coalesce(r.chatbot_id, g.chatbot_id) AS what
      FROM (SELECT * FROM share_request WHERE status = 'approved') r FULL JOIN share_grant g
        ON g.chatbot_id = r.chatbot_id AND g.team_id = r.team_id AND g.granted_at = r.ended_at
      WHERE r.id IS NULL OR g.id IS NULL`,
  'a decision of which the requester was told not once': `
    SELECT r.id || ' ' || status AS what FROM share_request r WHERE (status IN ('approved', 'denied'))::int <> (
      SELECT count(*) FROM outbox o WHERE o.subject_id = r.id AND o.name = 'request.decided'
        AND o.created_at = r.ended_at AND r.status IN ('approved', 'denied'))`,
  'an end that no card was to show': `
    SELECT r.id || ' ' || status AS what FROM share_request r WHERE status <> 'pending' AND NOT EXISTS (
      SELECT 1 FROM outbox o WHERE o.kind = 'refresh' AND o.subject_id = r.id AND o.created_at = r.ended_at)`,
}

/** Everything that was applied by half, as lines for people; empty when all was applied wholly or not at all. */
export async function findHalves(query: Query): Promise<string[]> {
  const found: string[] = []
  for (const [kind, sql] of Object.entries(HALVES))
    for (const { what } of await query(sql)) found.push(`${kind}: ${what}`)
  return found
}
