import { type Database, statement } from '../db'

/** A Slack workspace or Discord server; times in milliseconds since 1970. */
export interface ConnectedPlace {
  platform: string
  name: string
  account: string
  since: number
  /** Rolecall was removed there, or its token revoked (B15). */
  endedAt: number | null
}

export interface ConnectedPlaces {
  /** How many are connected at this moment, by platform. */
  counts: readonly { platform: string; connected: number }[]
  /** The newest, those that ended lately before all others. */
  listed: readonly ConnectedPlace[]
}

const count = statement<{ platform: string; connected: number }>(
  'operate.places',
  `SELECT platform, count(*) AS connected FROM connection WHERE ended_at IS NULL GROUP BY platform ORDER BY platform`,
)

const list = statement<ConnectedPlace>(
  'operate.listPlaces',
  `SELECT c.platform, c.name, a.name AS account, c.created_at AS since, c.ended_at AS "endedAt"
FROM connection c JOIN account a ON a.id = c.account_id
WHERE c.ended_at IS NULL OR NOT EXISTS (
  SELECT 1 FROM connection o WHERE o.platform = c.platform AND o.tenant = c.tenant AND o.ended_at IS NULL)
ORDER BY c.ended_at DESC NULLS LAST, c.id DESC LIMIT $1`,
)

export async function readPlaces(db: Database, most: number): Promise<ConnectedPlaces> {
  const [counts, listed] = await Promise.all([count(db, []), list(db, [most])])
  return { counts, listed }
}
