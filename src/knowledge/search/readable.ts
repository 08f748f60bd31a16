import { countsIn } from '../../people'

/** Whether document `d` may be read by whom `proof` speaks for. With EXISTS the planner would read the readers of all documents there are. */
export const MAY_READ = `(d.access = 'everyone' OR coalesce((
  SELECT true FROM document_reader r JOIN proof ON proof.kind = r.kind AND proof.value = r.value WHERE r.document_id = d.id LIMIT 1
), false))`

/**
 * CTE `proof` (kind, value): what speaks for a person in an account. An address counts where it was proved; a domain is what
 * stands after the last @, and nothing else (F115, F116). Without a person, nothing does.
 */
export const proofOf = (person: string, account: string) => `proof AS MATERIALIZED (
  SELECT 'address' AS kind, a.address AS value FROM person_address a WHERE a.person_id = ${person} AND ${countsIn(account)}
  UNION ALL SELECT 'domain', substring(a.address FROM '[^@]*$') FROM person_address a WHERE a.person_id = ${person} AND ${countsIn(account)}
  UNION ALL SELECT 'team', m.team_id FROM membership m WHERE m.person_id = ${person} AND m.account_id = ${account} AND m.ended_at IS NULL
)`

/**
 * CTEs that name what a chatbot answers from: `base` (id, account_id), its own and those it uses beside it, and `readable`
 * (document_id, name, version_id, number, configuration, chunks), the documents in them which a person may read, with the
 * version that is searched. Without a person, only what is open to everyone (B14).
 */
export const readable = (chatbot: string, person: string) => `base AS MATERIALIZED (
  SELECT b.id, b.account_id FROM chatbot c JOIN LATERAL (
    SELECT c.id UNION ALL SELECT base_id FROM agent_base WHERE agent_id = c.id
  ) used ON true JOIN knowledge_base b ON b.id = used.id AND b.deleted_at IS NULL
  WHERE c.id = ${chatbot} AND c.deleted_at IS NULL
), ${proofOf(person, '(SELECT account_id FROM base LIMIT 1)')}, readable AS MATERIALIZED (
  SELECT d.id AS document_id, d.name, v.id AS version_id, v.number, v.configuration, v.chunks
  FROM base JOIN document d ON d.base_id = base.id JOIN document_version v ON v.document_id = d.id AND v.number = d.current_version
  WHERE d.removed_at IS NULL AND ${MAY_READ}
)`
