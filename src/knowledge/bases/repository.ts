import type { Actor } from '../../access'
import { type Database, statement } from '../../db'
import type { SharedBase } from '../base'
import { type ReachedSharedBase, SHARED_BASE } from '../find-base'
import { unlessMay } from '../rules'

/** $1 workspaces, $2 accounts. */
const readAll = statement<SharedBase>(
  'base.reached',
  `SELECT ${SHARED_BASE} AND (b.workspace_id = ANY($1) OR b.account_id = ANY($2)) ORDER BY lower(b.name), b.id LIMIT 200`,
)

/** Bases of workspaces whose documents the actor may list, up to 200, by name. */
export async function reachedSharedBases(db: Database, actor: Actor): Promise<readonly ReachedSharedBase[]> {
  const { workspaceRoles, accountRoles } = actor
  const found = await readAll(db, [
    workspaceRoles.map(({ workspaceId }) => workspaceId),
    accountRoles.map(({ accountId }) => accountId),
  ])
  return found
    .map((base) => ({ base, chatbot: null, actor }))
    .filter((reached) => unlessMay(reached, 'seeDocuments') === undefined)
}

/** A base in a list. */
export interface ListedBase extends SharedBase {
  documents: number
  /** Names of the agents that use it. */
  agents: readonly string[]
  total: number
}

const DOCUMENTS = (all: string) =>
  `(SELECT count(*) FROM document d WHERE d.base_id = b.id AND d.removed_at IS NULL AND (${all} OR d.access = 'everyone')) AS documents`

const AGENTS = `ARRAY(
    SELECT c.name FROM agent_base u JOIN chatbot c ON c.id = u.agent_id AND c.deleted_at IS NULL WHERE u.base_id = b.id
    ORDER BY lower(c.name), c.id
  ) AS agents`

/** $1 workspace, $2 whether restricted documents count too, $3 limit, $4 offset. */
export const pageBases = statement<ListedBase>(
  'base.page',
  `SELECT count(*) OVER () AS total, ${DOCUMENTS('$2')}, ${AGENTS}, ${SHARED_BASE} AND b.workspace_id = $1 ORDER BY lower(b.name), b.id LIMIT $3 OFFSET $4`,
)

/** Who uses base $1. */
export const readAgents = statement<Pick<ListedBase, 'agents'>>(
  'base.agents',
  `SELECT ${AGENTS} FROM knowledge_base b WHERE b.id = $1`,
)

/** How many there are in workspace $1, and whether one other than $3 is called $2. */
export const readRoom = statement<{ count: number; taken: boolean }>(
  'base.room',
  `SELECT count(*) AS count, coalesce(bool_or(lower(b.name) = lower($2) AND b.id IS DISTINCT FROM $3), false) AS taken FROM knowledge_base b
   WHERE b.workspace_id = $1 AND b.chatbot_id IS NULL AND b.deleted_at IS NULL`,
)

/** A base that an agent may use. */
export interface UsableBase extends SharedBase {
  documents: number
  uses: boolean
  total: number
  /** How many it uses of all. */
  used: number
}

const USES = 'EXISTS (SELECT 1 FROM agent_base u WHERE u.base_id = b.id AND u.agent_id = $5)'

/** $1 workspace, $2 whether restricted documents count too, $3 limit, $4 offset, $5 agent. */
export const pageUsable = statement<UsableBase>(
  'base.usable',
  `SELECT count(*) OVER () AS total, count(*) FILTER (WHERE ${USES}) OVER () AS used, ${DOCUMENTS('$2')}, ${USES} AS uses, ${SHARED_BASE}
     AND b.workspace_id = $1 ORDER BY lower(b.name), b.id LIMIT $3 OFFSET $4`,
)

/** What agent $1 uses beside its own base; `seen` is the version of that one, which grows with every change of this. */
export const readUsed = statement<{ seen: number; baseIds: readonly string[] }>(
  'base.used',
  `SELECT own.version AS seen, ARRAY(
     SELECT u.base_id FROM agent_base u JOIN knowledge_base b ON b.id = u.base_id AND b.deleted_at IS NULL WHERE u.agent_id = own.id
   ) AS "baseIds" FROM knowledge_base own WHERE own.id = $1`,
)
