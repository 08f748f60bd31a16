import type { Platform } from '../chat'
import { type AuditRow, type Database, defineChange, statement, type Wish } from '../db'
import { happened } from '../events'

/** A Slack workspace or Discord server, as it is or was connected. */
export interface Connection {
  connectionId: string
  accountId: string
  workspaceId: string
  workspaceName: string
  platform: Platform
  name: string
  active: boolean
}

const CONNECTION = `SELECT c.id AS "connectionId", c.account_id AS "accountId", w.id AS "workspaceId", w.name AS "workspaceName",
  c.platform, c.name, c.ended_at IS NULL AS active
FROM connection c JOIN workspace w ON w.id = c.workspace_id AND w.deleted_at IS NULL`

const readLatest = statement<Connection>(
  'connection.latest',
  `${CONNECTION} WHERE c.platform = $1 AND c.tenant = $2 AND c.disconnected_by IS NULL
   ORDER BY c.ended_at DESC NULLS FIRST LIMIT 1`,
)

const readById = statement<Connection>('connection.read', `${CONNECTION} WHERE c.id = $1`)

/** The connection that is open, else the one that ended last; what was disconnected on purpose stays so. */
export async function findConnection(db: Database, platform: Platform, tenant: string) {
  const [found] = await readLatest(db, [platform, tenant])
  return found
}

export async function readConnection(db: Database, connectionId: string) {
  const [found] = await readById(db, [connectionId])
  return found
}

const resume = defineChange(
  'connection.resume',
  `changed AS (
  UPDATE connection SET ended_at = NULL, name = coalesce($3, name), sealed_bot_token = coalesce($4, sealed_bot_token)
  WHERE id = $1 AND (ended_at IS NULL) = $2 RETURNING 1
)`,
)

/** Opens a connection again with its workspace and team (B15), or renews the token of an open one. */
export async function resumeConnection(
  db: Database,
  wish: Wish,
  connection: Connection,
  fresh: { name?: string; sealedToken?: string; outcome?: unknown; by: Partial<AuditRow> },
): Promise<void> {
  const { connectionId, accountId, workspaceId, active } = connection
  const entry = {
    accountId,
    workspaceId,
    actorId: null,
    action: active ? 'connection.renewed' : 'connection.resumed',
    subjectType: 'connection',
    subjectId: connectionId,
    ...fresh.by,
    data: { ...fresh.by.data, name: fresh.name ?? connection.name },
  }
  await resume(db, [connectionId, active, fresh.name ?? null, fresh.sealedToken ?? null], wish, {
    reliesOn: [],
    audit: [entry],
    owed: [happened('connection.resumed', { accountId, subjectId: connectionId })],
    outcome: fresh.outcome ?? null,
  })
}
