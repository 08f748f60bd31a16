import { statement } from '../db'
import { countsIn } from '../people'
import type { Invitation, Invitee } from './invitation'
import type { Standing } from './rules'

/** When what somebody was invited to ceased to be; what it had pending is cancelled then, also before that is written down. */
export const GONE_AT = 'least(t.deleted_at, w.deleted_at, a.deleted_at)'

export const INVITATION = `i.id, json_build_object('kind', i.scope_kind, 'id', i.scope_id, 'accountId', i.account_id,
    'workspaceId', i.workspace_id, 'name', coalesce(t.name, w.name, a.name)) AS scope,
  i.role, i.invitee, i.invitee_name AS "inviteeName", i.inviter_id AS "inviterId", p.name AS "inviterName", i.note,
  CASE WHEN i.status = 'pending' AND ${GONE_AT} IS NOT NULL THEN 'cancelled' ELSE i.status END AS status, i.round,
  i.expires_at AS "expiresAt", i.created_at AS "createdAt", coalesce(i.ended_at, ${GONE_AT}) AS "endedAt",
  (SELECT name FROM person WHERE id = i.accepted_by) AS "acceptedBy"`

export const FROM = `FROM invitation i JOIN person p ON p.id = i.inviter_id JOIN account a ON a.id = i.account_id
  LEFT JOIN workspace w ON w.id = i.workspace_id LEFT JOIN team t ON t.id = i.team_id`

/** By id, wherever it belongs: only for a caller that then asks who is meant or which account acts. */
export const readInvitation = statement<Invitation>(
  'invitation.read',
  `SELECT ${INVITATION} ${FROM} WHERE i.id = $1`,
)

export const readInvitations = statement<Invitation>(
  'invitation.readAll',
  `SELECT ${INVITATION} ${FROM} WHERE i.id = ANY($1::text[])`,
)

export const readInvitationIn = statement<Invitation>(
  'invitation.readIn',
  `SELECT ${INVITATION} ${FROM} WHERE i.id = $1 AND i.account_id = ANY($2)`,
)

/** By the hash of the token in the mail's link. */
export const readByToken = statement<Invitation>(
  'invitation.byToken',
  `SELECT ${INVITATION} ${FROM} WHERE i.token_hash = $1`,
)

/** In hexadecimal; null: it was sent to a chat user. */
export const readTokenHash = statement<{ tokenHash: string | null }>(
  'invitation.tokenHash',
  `SELECT encode(token_hash, 'hex') AS "tokenHash" FROM invitation WHERE id = $1`,
)

/** By the hash of the code that people type. */
export const readByCode = statement<Invitation>(
  'invitation.byCode',
  `SELECT ${INVITATION} ${FROM} WHERE i.code_hash = $1`,
)

/** As whom person $1 can be invited in account $2: proved addresses and chat users. */
export const readProofs = statement<{ invitee: Invitee }>(
  'invitation.proofs',
  `SELECT 'mail:' || a.address AS invitee FROM person_address a WHERE a.person_id = $1 AND ${countsIn('$2')}
   UNION ALL SELECT u.platform || ':' || u.tenant || ':' || u.user_id FROM chat_identity u
   WHERE u.person_id = $1 AND ${countsIn('$2', 'u')}`,
)

/** What waits at $3 for person $1, who may be nobody yet, and for the invitees $2; in account $4, or null: in any. */
export const readWaiting = statement<Invitation>(
  'invitation.waiting',
  `WITH mine AS (
  SELECT 'mail:' || a.address AS invitee, a.confirmed_in FROM person_address a WHERE a.person_id = $1
  UNION ALL SELECT u.platform || ':' || u.tenant || ':' || u.user_id, u.confirmed_in FROM chat_identity u WHERE u.person_id = $1
  UNION ALL SELECT unnest($2::text[]), $4
)
SELECT ${INVITATION} ${FROM}
WHERE i.status = 'pending' AND ${GONE_AT} IS NULL AND i.expires_at > $3 AND ($4::text IS NULL OR i.account_id = $4)
  AND EXISTS (SELECT 1 FROM mine WHERE mine.invitee = i.invitee AND (confirmed_in IS NULL OR confirmed_in = i.account_id))
  AND i.invitee IN (SELECT invitee FROM mine)
ORDER BY i.expires_at, i.id`,
)

/** One page of a scope's invitations, what is pending first, then the newest. */
export const pageInvitations = statement<Invitation & { total: number }>(
  'invitation.page',
  `SELECT ${INVITATION}, count(*) OVER () AS total ${FROM} WHERE i.scope_id = $1
   ORDER BY i.status = 'pending' DESC, i.created_at DESC, i.id DESC LIMIT $2 OFFSET $3`,
)

/** What is known of each prospect in scope $1 of account $4, given as JSON rows of invitee, address and chat user. */
export const readStandings = statement<Standing>(
  'invitation.standings',
  `WITH asked AS (
  SELECT * FROM jsonb_to_recordset($2::jsonb) AS row(invitee text, address text, platform text, tenant text, "userId" text)
), behind AS (
  SELECT k.invitee, a.person_id FROM asked k JOIN person_address a ON a.address = k.address AND ${countsIn('$4')}
  UNION SELECT k.invitee, u.person_id FROM asked k
    JOIN chat_identity u ON u.platform = k.platform AND u.tenant = k.tenant AND u.user_id = k."userId"
      AND ${countsIn('$4', 'u')}
), alias AS (
  SELECT invitee, invitee AS other FROM asked
  UNION SELECT b.invitee, 'mail:' || a.address FROM behind b JOIN person_address a USING (person_id)
  UNION SELECT b.invitee, u.platform || ':' || u.tenant || ':' || u.user_id FROM behind b JOIN chat_identity u USING (person_id)
), inside AS (
  SELECT person_id FROM membership WHERE team_id = $1 AND ended_at IS NULL
  UNION ALL SELECT person_id FROM workspace_user WHERE workspace_id = $1
  UNION ALL SELECT person_id FROM account_admin WHERE account_id = $1
)
SELECT k.invitee,
  COALESCE((SELECT array_agg(b.person_id) FROM behind b WHERE b.invitee = k.invitee), '{}') AS "personIds",
  (SELECT min(p.name) FROM behind b JOIN inside USING (person_id) JOIN person p ON p.id = b.person_id
    WHERE b.invitee = k.invitee) AS "insideAs",
  EXISTS (SELECT 1 FROM alias a JOIN invitation i ON i.invitee = a.other AND i.scope_id = $1 AND i.status = 'pending' AND i.expires_at > $3
    WHERE a.invitee = k.invitee) AS pending,
  (SELECT min(i.id) FROM invitation i WHERE i.scope_id = $1 AND i.invitee = k.invitee AND i.status = 'pending' AND i.expires_at <= $3) AS lapsed
FROM asked k`,
)

/** Of a team, a workspace or an account with everything in it, and not written down as ended. */
export const readPendingOf = statement<Invitation>(
  'invitation.pendingOf',
  `SELECT ${INVITATION} ${FROM}
   WHERE (i.team_id = $1 OR i.workspace_id = $1 OR i.account_id = $1) AND i.status = 'pending' ORDER BY i.id`,
)
