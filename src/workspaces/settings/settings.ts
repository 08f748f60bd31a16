import type { Platform } from '../../chat'
import { statement } from '../../db'

/** What the admins of a workspace decide about it. */
export interface WorkspaceSettings {
  /** Members who were not seen in chat for so long count as inactive (F72, R20). */
  inactiveAfterDays: number
  /** Grows with every change: an older form is refused. */
  version: number
}

export const LEAST_DAYS = 7
export const MOST_DAYS = 365

/** The settings of workspace $1; none when it was deleted. */
export const readSettings = statement<WorkspaceSettings>(
  'workspace.settings',
  `SELECT inactive_after_days AS "inactiveAfterDays", settings_version AS version FROM workspace
   WHERE id = $1 AND deleted_at IS NULL`,
)

/** A Slack workspace or Discord server that is connected now. */
export interface Connected {
  connectionId: string
  platform: Platform
  name: string
  /** The team on which team commands act there; null: people are asked. */
  teamName: string | null
  since: number
}

/** One page of what workspace $1 is connected with, the oldest connection first. */
export const pageConnections = statement<Connected & { total: number }>(
  'workspace.connections',
  `SELECT c.id AS "connectionId", c.platform, c.name, t.name AS "teamName", c.created_at AS since, count(*) OVER () AS total
   FROM connection c LEFT JOIN team t ON t.id = c.default_team_id AND t.deleted_at IS NULL
   WHERE c.workspace_id = $1 AND c.ended_at IS NULL ORDER BY c.created_at, c.id LIMIT $2 OFFSET $3`,
)
