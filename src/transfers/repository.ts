import { statement } from '../db'
import { lastActive } from '../last-active'
import { isOfWorkspace } from '../people'
import type { Transfer } from './transfer'

/** Of a chatbot's living shares. */
const count = (which: string) =>
  `(SELECT count(*) FROM share_grant s WHERE s.chatbot_id = x.chatbot_id AND s.ended_at IS NULL AND ${which})`

const TRANSFER = `x.id, x.account_id AS "accountId", x.workspace_id AS "workspaceId", w.name AS "workspaceName",
  CASE WHEN x.team_id IS NULL THEN 'chatbot' ELSE 'team' END AS what, coalesce(x.team_id, x.chatbot_id) AS "subjectId",
  coalesce(t.name, c.name) AS name,
  coalesce(x.team_id, (SELECT s.team_id FROM share_grant s WHERE s.chatbot_id = x.chatbot_id AND s.team_id IS NOT NULL
    AND s.ended_at IS NULL ORDER BY s.granted_at, s.id LIMIT 1)) AS "teamId",
  CASE WHEN x.team_id IS NULL THEN CASE WHEN c.deleted_at IS NULL THEN c.owner_id END
    ELSE (SELECT m.person_id FROM membership m WHERE m.team_id = x.team_id AND m.role = 'owner' AND m.ended_at IS NULL) END AS "ownerId",
  x.from_id AS "fromId", f.name AS "fromName", x.to_id AS "toId", r.name AS "toName",
  ARRAY(SELECT p.id FROM person p WHERE p.id IN (x.from_id, x.to_id) AND CASE WHEN x.team_id IS NULL
    THEN ${isOfWorkspace('x.workspace_id', 'x.account_id', 'p.id')}
    ELSE EXISTS (SELECT 1 FROM membership m WHERE m.team_id = x.team_id AND m.person_id = p.id AND m.ended_at IS NULL
      AND m.joined_at <= x.created_at) END) AS staying,
  json_build_object('teams', ${count('s.team_id IS NOT NULL')}, 'people', ${count('s.person_id <> x.to_id')}) AS shares,
  x.status, x.expires_at AS "expiresAt", x.created_at AS "createdAt", x.ended_at AS "endedAt",
  (SELECT name FROM person WHERE id = x.ended_by) AS "endedBy"`

const FROM = `FROM transfer x JOIN workspace w ON w.id = x.workspace_id
  JOIN person f ON f.id = x.from_id JOIN person r ON r.id = x.to_id
  LEFT JOIN team t ON t.id = x.team_id LEFT JOIN chatbot c ON c.id = x.chatbot_id`

/** By id, wherever it belongs: only for a caller that then asks who is meant or which account acts. */
export const readTransfer = statement<Transfer>('transfer.read', `SELECT ${TRANSFER} ${FROM} WHERE x.id = $1`)

export const readTransfers = statement<Transfer>(
  'transfer.readAll',
  `SELECT ${TRANSFER} ${FROM} WHERE x.id = ANY($1::text[])`,
)

/** $1 id, $2 the accounts of who asks (R21). */
export const readTransferIn = statement<Transfer>(
  'transfer.readIn',
  `SELECT ${TRANSFER} ${FROM} WHERE x.id = $1 AND x.account_id = ANY($2)`,
)

/** By the hash of the token in the mail's link, which is the recipient's. */
export const readTransferByToken = statement<Transfer>(
  'transfer.byToken',
  `SELECT ${TRANSFER} ${FROM} WHERE x.token_hash = $1`,
)

/** Of its link, in hexadecimal. */
export const readTokenHash = statement<{ tokenHash: string }>(
  'transfer.tokenHash',
  `SELECT encode(token_hash, 'hex') AS "tokenHash" FROM transfer WHERE id = $1`,
)

/** What person $1 has to answer or has started and is open at $3; in account $2, or null: in any. What ends first comes first. */
export const readTransfersOf = statement<Transfer>(
  'transfer.of',
  `SELECT ${TRANSFER} ${FROM}
   WHERE x.status = 'pending' AND (x.to_id = $1 OR x.from_id = $1) AND ($2::text IS NULL OR x.account_id = $2)
     AND x.expires_at > $3 ORDER BY x.expires_at, x.id`,
)

/** Not yet answered, of team or chatbot $1, or of all in workspace $1; also what has lapsed unnoticed. */
export const readPending = statement<Transfer>(
  'transfer.pending',
  `SELECT ${TRANSFER} ${FROM} WHERE x.status = 'pending' AND $1 IN (x.team_id, x.chatbot_id, x.workspace_id)`,
)

/** Person $1 of workspace $2 in account $3, with their membership in team $4, or null: none is asked for. */
export const readRecipient = statement<{
  name: string
  membershipId: string | null
  version: number
  joinedAt: number
  lastActiveAt: number | null
  inactiveAfterDays: number
}>(
  'transfer.recipient',
  `SELECT p.name, m.id AS "membershipId", m.version, m.joined_at AS "joinedAt",
     (SELECT inactive_after_days FROM workspace WHERE id = $2) AS "inactiveAfterDays",
     ${lastActive('$3', 'p.id')} AS "lastActiveAt"
   FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.team_id = $4 AND m.ended_at IS NULL
   WHERE p.id = $1 AND (m.id IS NOT NULL OR ${isOfWorkspace('$2', '$3', 'p.id')})`,
)

/** The living memberships of persons $2 in team $1. */
export const readMemberships = statement<{ personId: string; membershipId: string; version: number }>(
  'transfer.memberships',
  `SELECT person_id AS "personId", id AS "membershipId", version FROM membership
   WHERE team_id = $1 AND person_id = ANY($2) AND ended_at IS NULL`,
)
