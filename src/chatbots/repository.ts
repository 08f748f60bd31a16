import { type Actor, decideWorkspace, type WorkspaceMembership } from '../access'
import { type Database, statement } from '../db'
import type { Chatbot } from './chatbot'
import { type Ownership, type ReachedChatbot, reachOf } from './reach'

/** Live grants only; one to a deleted team counts nothing. */
const GRANTS = `(
  SELECT coalesce(json_agg(json_build_object('id', s.id, 'level', s.level, 'knowledge', s.knowledge,
    'grantedAt', (extract(epoch FROM s.granted_at) * 1000)::bigint,
    'to', CASE WHEN s.team_id IS NULL
      THEN json_build_object('kind', 'person', 'personId', p.id, 'name', p.name)
      ELSE json_build_object('kind', 'team', 'teamId', t.id, 'name', t.name, 'ownerId', b.id, 'ownerName', b.name) END
    ) ORDER BY s.granted_at, s.id), '[]')
  FROM share_grant s LEFT JOIN person p ON p.id = s.person_id LEFT JOIN team t ON t.id = s.team_id
  LEFT JOIN membership m ON m.team_id = t.id AND m.role = 'owner' AND m.ended_at IS NULL LEFT JOIN person b ON b.id = m.person_id
  WHERE s.chatbot_id = c.id AND s.ended_at IS NULL AND (s.team_id IS NULL OR t.deleted_at IS NULL)
)`

const CHATBOT = `c.id, c.account_id AS "accountId", c.workspace_id AS "workspaceId", w.name AS "workspaceName",
  c.owner_id AS "ownerId", o.name AS "ownerName", c.name, c.description, c.instructions,
  c.instructions_version AS "instructionsVersion", c.sources_only AS "sourcesOnly", c.keep_days AS "keepDays", c.status,
  c.version, c.created_at AS "createdAt", ${GRANTS} AS grants`

/**
 * $1 the accounts that the actor administers and the workspaces they are in (R4, R21), $2 the actor, $3 their teams, $4 of the
 * first those whose agents they see.
 */
const REACHED = `FROM chatbot c LEFT JOIN person o ON o.id = c.owner_id
  JOIN workspace w ON w.id = c.workspace_id AND w.deleted_at IS NULL
  WHERE (c.workspace_id = ANY($1) OR c.account_id = ANY($1)) AND c.deleted_at IS NULL AND c.id IN (
    SELECT id FROM chatbot WHERE owner_id = $2 AND deleted_at IS NULL
    UNION SELECT chatbot_id FROM share_grant WHERE team_id = ANY($3) AND ended_at IS NULL
    UNION SELECT chatbot_id FROM share_grant WHERE person_id = $2 AND ended_at IS NULL
    UNION SELECT id FROM chatbot
      WHERE owner_id IS NULL AND deleted_at IS NULL AND (workspace_id = ANY($4) OR account_id = ANY($4)))`

const ORDER = `ORDER BY array_position(ARRAY['active', 'paused', 'archived'], c.status), lower(c.name), c.id`

const readOne = statement<Chatbot>('chatbot.one', `SELECT ${CHATBOT} ${REACHED} AND c.id = $5`)

const readPage = statement<Chatbot & { total: number }>(
  'chatbot.page',
  `SELECT ${CHATBOT}, count(*) OVER () AS total ${REACHED} AND ($7::text IS NULL OR (c.owner_id = $2) = ($7 = 'yours'))
     AND ($8::text IS NULL OR c.owner_id IS NULL AND c.workspace_id = $8) ${ORDER} LIMIT $5 OFFSET $6`,
)

/** Id or name; then what begins so. Names with what is typed anywhere in them come last. */
const readMatching = statement<Chatbot & { fit: number }>(
  'chatbot.match',
  `SELECT ${CHATBOT}, CASE WHEN c.id = $5 OR lower(c.name) = lower($5) THEN 0 WHEN starts_with(lower(c.name), lower($5)) THEN 1
     ELSE 2 END AS fit
   ${REACHED} AND (c.id = $5 OR strpos(lower(c.name), lower($5)) > 0) ${ORDER.replace('ORDER BY', 'ORDER BY fit,')} LIMIT $6`,
)

/** One chatbot as the actor reaches it; null when there is none for them (R21). */
export async function findChatbot(db: Database, actor: Actor, id: string): Promise<ReachedChatbot | null> {
  const [found] = await readOne(db, [...bounds(actor), id])
  return found ? (reached([found], actor)[0] ?? null) : null
}

interface Wanted {
  limit: number
  offset: number
  only?: Ownership | undefined
  /** Only the agents of this workspace. */
  agentsOf?: string
}

/** What the actor reaches: active ones first, then by name. */
export async function pageChatbots(
  db: Database,
  actor: Actor,
  { limit, offset, only, agentsOf }: Wanted,
): Promise<{ chatbots: readonly ReachedChatbot[]; total: number }> {
  const found = await readPage(db, [...bounds(actor), limit, offset, only ?? null, agentsOf ?? null])
  return { chatbots: reached(found, actor), total: found[0]?.total ?? 0 }
}

/** More than anybody picks from; who reaches more names the one they mean. */
const MOST = 200

/** Everything the actor reaches, up to 200: active ones first, then by name. */
export async function reachableChatbots(db: Database, actor: Actor): Promise<readonly ReachedChatbot[]> {
  return (await pageChatbots(db, actor, { limit: MOST, offset: 0 })).chatbots
}

/** Those that a typed word may mean, the best first. `fit`: 0 the id or the whole name, 1 its beginning, 2 inside of it. */
export async function matchChatbots(
  db: Database,
  actor: Actor,
  typed: string,
  limit: number,
): Promise<readonly (ReachedChatbot & { fit: number })[]> {
  const found = await readMatching(db, [...bounds(actor), typed, limit])
  const fits = new Map(found.map(({ id, fit }) => [id, fit]))
  return reached(found, actor).map((each) => ({ ...each, fit: fits.get(each.chatbot.id) ?? 2 }))
}

function bounds(actor: Actor): readonly unknown[] {
  const { accountRoles, workspaceRoles, teamRoles, personId } = actor
  const accounts = accountRoles.map(({ accountId }) => accountId)
  const places = (held: readonly WorkspaceMembership[]) => [
    ...accounts,
    ...held.map(({ workspaceId }) => workspaceId),
  ]
  const seesAgents = workspaceRoles.filter((held) => decideWorkspace(actor, held, 'agent.view').allowed)
  return [places(workspaceRoles), personId, teamRoles.map(({ teamId }) => teamId), places(seesAgents)]
}

const reached = (chatbots: readonly Chatbot[], actor: Actor): ReachedChatbot[] =>
  chatbots.flatMap((chatbot) => {
    const reach = reachOf(chatbot, actor)
    return reach ? [{ chatbot, reach }] : []
  })

export const readTeamOwner = statement<{ personId: string }>(
  'chatbot.teamOwner',
  `SELECT person_id AS "personId" FROM membership WHERE team_id = $1 AND role = 'owner' AND ended_at IS NULL`,
)

/**
 * How much it holds: documents that have not been removed, without $2 only those open to everyone; knowledge bases
 * beside its own, which only agents have; conversations that are kept.
 */
export const countChatbot = statement<{ documents: number; bases: number; conversations: number }>(
  'chatbot.count',
  `SELECT (SELECT count(*) FROM document WHERE base_id = $1 AND removed_at IS NULL AND ($2 OR access = 'everyone')) AS documents,
     (SELECT count(*) FROM agent_base u JOIN knowledge_base b ON b.id = u.base_id AND b.deleted_at IS NULL WHERE u.agent_id = $1) AS bases,
     (SELECT count(*) FROM conversation WHERE chatbot_id = $1) AS conversations`,
)
