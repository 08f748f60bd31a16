import { countsIn } from '../../people'

/** Whether document `d` may be read by whom `proof` speaks for. With EXISTS the planner would read the readers of all documents there are. */
export const MAY_READ = `(d.access = 'everyone' OR coalesce((
  SELECT true FROM document_reader r JOIN proof ON proof.kind = r.kind AND proof.value = r.value WHERE r.document_id = d.id LIMIT 1
), false))`

/**
 * CTEs that name the documents of a chatbot which a person may read, with the version that is searched: `readable`
 * (document_id, name, version_id, number, configuration, chunks). Without a person, only what is open to everyone (B14).
 * An address counts where it was proved; a domain is what stands after the last @, and nothing else (F115, F116).
 */
export const readable = (chatbot: string, person: string) => `asked_of AS (
  SELECT id, account_id FROM chatbot WHERE id = ${chatbot} AND deleted_at IS NULL
), proof AS MATERIALIZED (
  SELECT 'address' AS kind, a.address AS value FROM asked_of, person_address a WHERE a.person_id = ${person} AND ${countsIn('asked_of.account_id')}
  UNION ALL SELECT 'domain', substring(a.address FROM '[^@]*$') FROM asked_of, person_address a WHERE a.person_id = ${person} AND ${countsIn('asked_of.account_id')}
  UNION ALL SELECT 'team', m.team_id FROM asked_of, membership m
    WHERE m.person_id = ${person} AND m.account_id = asked_of.account_id AND m.ended_at IS NULL
), readable AS MATERIALIZED (
  SELECT d.id AS document_id, d.name, v.id AS version_id, v.number, v.configuration, v.chunks
  FROM asked_of JOIN document d ON d.chatbot_id = asked_of.id JOIN document_version v ON v.document_id = d.id AND v.number = d.current_version
  WHERE d.removed_at IS NULL AND ${MAY_READ}
)`
