import type { TeamMembership, TeamRole } from '../../access'
import { statement } from '../../db'
import type { ShareRequest } from './request'

/** Ids begin with their moment, so the search of the team's history starts where the request does. */
const WHY_CANCELLED = `SELECT a.data ->> 'why' FROM audit_entry a WHERE a.team_id = r.team_id AND a.id >= left(r.id, 10)
    AND a.action = 'request.cancelled' AND a.subject_id = r.id ORDER BY a.id LIMIT 1`

const REQUEST = `r.id, r.account_id AS "accountId", r.workspace_id AS "workspaceId", r.team_id AS "teamId", t.name AS "teamName",
  (SELECT json_build_object('personId', p.id, 'name', p.name) FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.team_id = r.team_id AND m.role = 'owner' AND m.ended_at IS NULL) AS owner,
  r.chatbot_id AS "chatbotId", c.name AS "chatbotName", c.description AS "chatbotDescription",
  EXISTS (SELECT 1 FROM share_grant s JOIN membership m ON m.team_id = s.team_id AND m.role = 'owner' AND m.ended_at IS NULL
    WHERE s.chatbot_id = r.chatbot_id AND s.ended_at IS NULL AND s.team_id <> r.team_id
      AND m.person_id <> r.requester_id) AS "paidElsewhere",
  r.requester_id AS "requesterId", q.name AS "requesterName",
  r.level, r.reason, r.status, r.expires_at AS "expiresAt", r.created_at AS "createdAt", r.ended_at AS "endedAt",
  (SELECT name FROM person WHERE id = r.ended_by) AS "endedBy", r.answer,
  CASE WHEN r.granted_level IS NOT NULL
    THEN json_build_object('level', r.granted_level, 'knowledge', r.granted_knowledge) END AS granted,
  (SELECT json_build_object('level', s.level, 'knowledge', s.knowledge) FROM share_grant s
    WHERE s.chatbot_id = r.chatbot_id AND s.team_id = r.team_id AND s.ended_at IS NULL) AS live,
  CASE WHEN r.status = 'cancelled' AND r.ended_by IS NULL THEN (${WHY_CANCELLED}) END AS why`

const FROM = `FROM share_request r JOIN team t ON t.id = r.team_id JOIN chatbot c ON c.id = r.chatbot_id
  JOIN person q ON q.id = r.requester_id`

/** By id, wherever it belongs: only for a caller that then asks for whom it is. */
export const readRequest = statement<ShareRequest>(
  'request.read',
  `SELECT ${REQUEST} ${FROM} WHERE r.id = $1`,
)

export const readRequestIn = statement<ShareRequest>(
  'request.readIn',
  `SELECT ${REQUEST} ${FROM} WHERE r.id = $1 AND r.account_id = ANY($2)`,
)

/** By the hash of the token in the mail's link, which is for `askedId` alone. */
export const readRequestByToken = statement<ShareRequest & { askedId: string }>(
  'request.byToken',
  `SELECT ${REQUEST}, r.asked_id AS "askedId" ${FROM} WHERE r.token_hash = $1`,
)

/** Of the link for person $2, in hexadecimal; none: another one is asked. */
export const readTokenHash = statement<{ tokenHash: string }>(
  'request.tokenHash',
  `SELECT encode(token_hash, 'hex') AS "tokenHash" FROM share_request WHERE id = $1 AND asked_id = $2`,
)

/** What waits at $3 for person $1 to decide; in account $2, or null: in any. What ends first comes first. */
export const readRequestsFor = statement<ShareRequest>(
  'request.waiting',
  `SELECT ${REQUEST} ${FROM} JOIN membership d ON d.team_id = r.team_id AND d.role = 'owner' AND d.ended_at IS NULL
   WHERE d.person_id = $1 AND ($2::text IS NULL OR r.account_id = $2) AND r.requester_id <> $1
     AND r.status = 'pending' AND r.expires_at > $3
   ORDER BY r.expires_at, r.id`,
)

/** One page of what was asked of team $1, by person $2 or null: by anybody; what is pending first, then the newest. */
export const pageRequests = statement<ShareRequest & { total: number }>(
  'request.page',
  `SELECT ${REQUEST}, count(*) OVER () AS total ${FROM}
   WHERE r.team_id = $1 AND ($2::text IS NULL OR r.requester_id = $2)
   ORDER BY r.status = 'pending' DESC, r.created_at DESC, r.id DESC LIMIT $3 OFFSET $4`,
)

type Held = Pick<TeamMembership, 'membershipId' | 'version'>

/** A request with everything that its decision rests on. */
export interface Standing extends ShareRequest {
  /** For whom the link in the mail is. */
  askedId: string
  /** Null: the chatbot is deleted. */
  chatbotOwnerId: string | null
  /** Null: the team is deleted. */
  decider: (Held & { personId: string }) | null
  /** The requester's membership, if it has lasted since they asked. */
  member: (Held & { role: TeamRole }) | null
}

const held = (more: string) =>
  `SELECT json_build_object('membershipId', m.id, 'version', m.version, ${more}) FROM membership m
    WHERE m.team_id = r.team_id AND m.ended_at IS NULL`

const STANDING = `${REQUEST}, r.asked_id AS "askedId",
  CASE WHEN c.deleted_at IS NULL THEN c.owner_id END AS "chatbotOwnerId",
  (${held(`'personId', m.person_id`)} AND m.role = 'owner') AS decider,
  (${held(`'role', m.role`)} AND m.person_id = r.requester_id AND m.joined_at <= r.created_at) AS member`

/** By id, wherever it belongs: for what is decided by nobody. */
export const readStanding = statement<Standing>(
  'request.standing',
  `SELECT ${STANDING} ${FROM} WHERE r.id = $1`,
)

export const readStandings = statement<Standing>(
  'request.standings',
  `SELECT ${STANDING} ${FROM} WHERE r.id = ANY($1::text[])`,
)

export const readStandingIn = statement<Standing>(
  'request.standingIn',
  `SELECT ${STANDING} ${FROM} WHERE r.id = $1 AND r.account_id = ANY($2)`,
)

/** Pending ones of chatbot or to team $1, in account $2; also when their time is over. */
export const readPendingOf = statement<{ id: string }>(
  'request.pendingOf',
  `SELECT id FROM share_request WHERE (chatbot_id = $1 OR team_id = $1) AND account_id = $2 AND status = 'pending' ORDER BY id`,
)

/**
 * What its owner asked for chatbot $1 in account $2, and got before event $3: the cards say how it is shared now. An
 * approval redraws its own.
 */
export const readApprovedOf = statement<{ id: string }>(
  'request.approvedOf',
  `SELECT r.id FROM chatbot c JOIN share_request r ON r.requester_id = c.owner_id AND r.chatbot_id = c.id
   WHERE c.id = $1 AND c.account_id = $2 AND r.status = 'approved'
     AND r.ended_at < (SELECT created_at FROM outbox WHERE id = $3) ORDER BY r.created_at DESC LIMIT 5`,
)

/** The last that were decided in team $1, in account $2. */
export const readDecidedIn = statement<{ id: string }>(
  'request.decidedIn',
  `SELECT id FROM share_request WHERE team_id = $1 AND account_id = $2 AND status <> 'pending'
   ORDER BY created_at DESC LIMIT 20`,
)

/** When person $1 asked team $2 for the last time but $4, after $3. */
export const readEarlierAsked = statement<{ at: number }>(
  'request.earlierAsked',
  `SELECT created_at AS at FROM share_request WHERE requester_id = $1 AND team_id = $2 AND created_at > $3
   ORDER BY created_at DESC OFFSET $4 LIMIT 1`,
)

/** Who decides what is asked of a team. */
export const readDecider = statement<Held & { personId: string; name: string }>(
  'request.decider',
  `SELECT m.id AS "membershipId", m.version, m.person_id AS "personId", p.name FROM membership m JOIN person p ON p.id = m.person_id
   WHERE m.team_id = $1 AND m.role = 'owner' AND m.ended_at IS NULL`,
)
