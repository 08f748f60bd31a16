import type { Platform } from '../chat'
import { type Database, statement } from '../db'
import type { MadeGroup, Mirror, Mirrored, Trouble, WantedGroup } from './mirror'

/** The mirror of a connection, as its admins see it. */
export interface MirrorStanding extends Mirrored {
  /** Grows with every change of what is mirrored; 0: it never was. */
  version: number
  trouble: Trouble | null
  syncedAt: number | null
}

const readRow = statement<MirrorStanding>(
  'roleSync.standing',
  `SELECT mirrors_roles AS roles, mirrors_teams AS teams, version, trouble, synced_at AS "syncedAt"
   FROM role_mirror WHERE connection_id = $1`,
)

const NEVER: MirrorStanding = { roles: false, teams: false, version: 0, trouble: null, syncedAt: null }

export async function readStanding(db: Database, connectionId: string): Promise<MirrorStanding> {
  const [found] = await readRow(db, [connectionId])
  return found ?? NEVER
}

/**
 * $1 now, $2 until when they are ours, $3 how many. Those of a killed worker come free again. Where the app was removed, it
 * is let be until it comes back (B15); so is a Slack workspace that was disconnected, since its token went with the connection.
 */
export const claimDue = statement<Mirror>(
  'roleSync.claim',
  `WITH due AS (
  SELECT m.connection_id FROM role_mirror m JOIN connection c ON c.id = m.connection_id
  WHERE m.due_at <= $1 AND (m.claimed_until IS NULL OR m.claimed_until <= $1)
    AND (c.ended_at IS NULL OR c.disconnected_by IS NOT NULL AND (c.platform <> 'slack' OR EXISTS (
      SELECT 1 FROM connection o WHERE o.platform = c.platform AND o.tenant = c.tenant AND o.ended_at IS NULL)))
  ORDER BY m.due_at, m.connection_id LIMIT $3 FOR UPDATE OF m SKIP LOCKED
), claimed AS (
  UPDATE role_mirror SET claimed_until = $2 WHERE connection_id IN (SELECT connection_id FROM due) RETURNING *
)
SELECT m.connection_id AS "connectionId", m.account_id AS "accountId", c.workspace_id AS "workspaceId", c.platform, c.tenant, c.name,
  m.mirrors_roles AS roles, m.mirrors_teams AS teams, m.trouble, m.wishes, c.ended_at IS NOT NULL AS ended
FROM claimed m JOIN connection c ON c.id = m.connection_id ORDER BY m.connection_id`,
)

/** $1 connection, $2 the claim, $3 when to look again, $4 the wishes it began with, $5 now if all is as it should be. */
export const release = statement(
  'roleSync.release',
  `UPDATE role_mirror SET claimed_until = NULL, due_at = CASE WHEN wishes = $4 THEN $3::timestamptz ELSE due_at END,
     synced_at = coalesce($5::timestamptz, synced_at), trouble = CASE WHEN $5::timestamptz IS NULL THEN trouble END
   WHERE connection_id = $1 AND claimed_until = $2`,
)

/** $1 connection, $2 the claim, $3 until when the platform wants to be left alone, whatever happens meanwhile. */
export const putOff = statement(
  'roleSync.putOff',
  'UPDATE role_mirror SET claimed_until = $3 WHERE connection_id = $1 AND claimed_until = $2',
)

/** All mirrors of account $1 are due at $2. */
export const wakeMirrors = statement(
  'roleSync.wake',
  `UPDATE role_mirror SET due_at = $2, wishes = wishes + 1 WHERE account_id = $1 AND due_at IS NOT NULL`,
)

/**
 * Roles of workspace $1 that somebody has or that were made before for connection $5, and its teams, each with its chat users
 * on platform $2 in tenant $3; $4 roles?, $6 teams? A role once made stays, so that what a server lets it see is not lost
 * with its last member. Who counts in another account only is left out (R21).
 */
export const readWanted = statement<WantedGroup & { isTeam: boolean }>(
  'roleSync.wanted',
  `WITH held AS (
  SELECT u.role AS source, false AS is_team, u.role AS name, u.person_id, u.account_id FROM workspace_user u WHERE u.workspace_id = $1 AND $4::boolean
  UNION ALL SELECT r.source, false, r.source, NULL, NULL FROM mirrored_role r
    WHERE r.connection_id = $5 AND r.group_id IS NOT NULL AND $4 AND NOT EXISTS (SELECT 1 FROM team t WHERE t.id = r.source)
  UNION ALL SELECT t.id, true, t.name, m.person_id, t.account_id FROM team t
    LEFT JOIN membership m ON m.team_id = t.id AND m.ended_at IS NULL WHERE t.workspace_id = $1 AND t.deleted_at IS NULL AND $6::boolean
)
SELECT held.source, held.is_team AS "isTeam", held.name,
  coalesce(array_agg(DISTINCT i.user_id) FILTER (WHERE i.user_id IS NOT NULL), '{}') AS "userIds"
FROM held LEFT JOIN chat_identity i ON i.person_id = held.person_id AND i.platform = $2 AND i.tenant = $3
  AND (i.confirmed_in IS NULL OR i.confirmed_in = held.account_id)
GROUP BY held.source, held.is_team, held.name ORDER BY held.is_team, held.source`,
)

/** $1 connection, $2 ids and $3 sources of those that are new; resolves to all rows there are. */
export const ensureMade = statement<MadeGroup>(
  'roleSync.ensure',
  `WITH added AS (
  INSERT INTO mirrored_role (id, connection_id, source) SELECT id, $1, source FROM unnest($2::text[], $3::text[]) AS row(id, source)
  ON CONFLICT (connection_id, source) DO NOTHING RETURNING id, source, group_id
)
SELECT id, source, group_id AS "groupId" FROM mirrored_role WHERE connection_id = $1
UNION ALL SELECT id, source, group_id FROM added ORDER BY id`,
)

/**
 * $1 row, $2 the platform's id, $3 the one known before. Of two that were made at once the first stays; the other keeps its
 * mark, by which the next round finds and removes it.
 */
export const saveGroup = statement(
  'roleSync.saveGroup',
  'UPDATE mirrored_role SET group_id = $2 WHERE id = $1 AND group_id IS NOT DISTINCT FROM $3',
)

export const forgetGroup = statement('roleSync.forgetGroup', 'DELETE FROM mirrored_role WHERE id = $1')

/** Where connection $1 leads to, while it is open. */
export const readPlace = statement<{ name: string; platform: Platform; workspaceName: string }>(
  'roleSync.place',
  `SELECT c.name, c.platform, w.name AS "workspaceName" FROM connection c JOIN workspace w ON w.id = c.workspace_id
   WHERE c.id = $1 AND c.ended_at IS NULL`,
)
