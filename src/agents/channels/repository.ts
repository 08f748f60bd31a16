import type { Place, Platform } from '../../chat'
import { type Database, statement } from '../../db'

/** A channel in which an agent answers without being named. */
export interface AgentChannel {
  id: string
  agentId: string
  platform: Platform
  channelId: string
  /** What the Slack workspace or Discord server is called. */
  placeName: string
  setBy: string
  /** Milliseconds since 1970. */
  setAt: number
}

const CHANNEL = `h.id, h.agent_id AS "agentId", h.platform, h.channel_id AS "channelId", n.name AS "placeName", p.name AS "setBy",
  h.set_at AS "setAt"
  FROM agent_channel h JOIN person p ON p.id = h.set_by
  JOIN connection n ON n.platform = h.platform AND n.tenant = h.tenant AND n.workspace_id = h.workspace_id AND n.ended_at IS NULL`

/** Those of agent $1, the newest first; what is not connected any more is not among them. Of channel $4 to $6 only, or null: of all. */
export const pageChannels = statement<AgentChannel & { total: number }>(
  'agent.channels',
  `SELECT count(*) OVER () AS total, ${CHANNEL} WHERE h.agent_id = $1
     AND ($4::text IS NULL OR h.platform = $4 AND h.channel_id = $5 AND h.tenant = $6) ORDER BY h.set_at DESC, h.id LIMIT $2 OFFSET $3`,
)

export const readChannel = statement<AgentChannel>('agent.channel', `SELECT ${CHANNEL} WHERE h.id = $1`)

const agentHere = statement<{ agentId: string }>(
  'agent.here',
  `SELECT h.agent_id AS "agentId" FROM agent_channel h
   JOIN connection n ON n.platform = h.platform AND n.tenant = h.tenant AND n.workspace_id = h.workspace_id AND n.ended_at IS NULL
   WHERE h.platform = $1 AND h.channel_id = $2 AND h.tenant = $3`,
)

/**
 * The agent that answers in a channel when none is named, while the place belongs to its workspace; whoever asks must reach it
 * all the same.
 */
export async function agentOfChannel(
  db: Database,
  { platform, channelId, tenant }: Pick<Place, 'platform' | 'channelId' | 'tenant'>,
): Promise<string | null> {
  if (tenant === null) return null
  const [found] = await agentHere(db, [platform, channelId, tenant])
  return found?.agentId ?? null
}
