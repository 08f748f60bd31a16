import { isoTime } from '../clock'
import { type Database, statement } from '../db'
import type { Period, Scope } from './usage'

/** Of which entries: one scope, one period, one currency, for amounts of different ones are never added. */
export interface Of extends Period {
  scope: Scope
  /** ISO 4217. */
  currency: string
}

/** $1 team or workspace, $2 currency, $3 and $4 since and until when. */
export const usesOf = (kind: Scope['kind']) =>
  `FROM usage_entry u WHERE u.${kind}_id = $1 AND u.currency = $2 AND u.at >= $3 AND u.at < $4`

/** Text: a sum may be larger than a number holds. */
export const SUMS = 'count(*) AS answers, sum(u.cost_micros)::text AS cost'

/** Begins at midnight UTC. */
export const DAY = `to_char(u.at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`

/** The same statement for either kind of scope. */
export function byKind<Row>(name: string, sql: (kind: Scope['kind']) => string) {
  const statements = {
    team: statement<Row>(`${name}.team`, sql('team')),
    workspace: statement<Row>(`${name}.workspace`, sql('workspace')),
  }
  return (
    db: Database,
    { scope, currency, from, until }: Of,
    more: readonly unknown[] = [],
  ): Promise<Row[]> =>
    statements[scope.kind](db, [scope.id, currency, isoTime(from), isoTime(until), ...more])
}

/**
 * Whether the reader, `$5`, may learn the name of chatbot `c`. To a team's owner it is that of what the team has, or had
 * when it was deleted: what somebody renames after they stopped sharing it is theirs. Whoever sees to the money of a
 * workspace learns the names of what belongs to it, and of what its teams have or had so.
 */
export const nameSeen = (kind: Scope['kind']) =>
  kind === 'team'
    ? `(c.owner_id = $5 OR ${sharedToTheEnd('s.team_id = $1')})`
    : `(c.owner_id IS NULL OR c.owner_id = $5 OR ${sharedToTheEnd('s.team_id IS NOT NULL')})`

const sharedToTheEnd = (team: string) => `EXISTS (
  SELECT 1 FROM share_grant s WHERE s.chatbot_id = c.id AND ${team} AND (s.ended_at IS NULL OR s.ended_at >= c.deleted_at))`
