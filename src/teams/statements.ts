import type { TeamRole } from '../access'
import { statement } from '../db'
import { lastActive } from '../last-active'
import type { Member, Team } from './team'

const TEAM = `t.id, t.account_id AS "accountId", t.workspace_id AS "workspaceId", w.name AS "workspaceName", t.name,
  t.member_chatbot_creation AS "memberChatbotCreation", t.member_document_uploads AS "memberDocumentUploads",
  t.version, t.settings_version AS "settingsVersion", t.created_at AS "createdAt"`

const MEMBER = `m.id AS "membershipId", m.person_id AS "personId", p.name, m.role, m.version, m.joined_at AS "joinedAt",
  ${lastActive('m.account_id', 'p.id')} AS "lastActiveAt"`

/** One team of these accounts that has not been deleted. */
export const readTeam = statement<Team>(
  'team.read',
  `SELECT ${TEAM} FROM team t JOIN workspace w ON w.id = t.workspace_id
   WHERE t.id = $1 AND t.account_id = ANY($2) AND t.deleted_at IS NULL`,
)

/** The membership a role change or removal is about, also when it has ended; with the team. */
export const readTarget = statement<
  Member & {
    endedAt: number | null
    teamId: string
    teamName: string
    accountId: string
    workspaceId: string
  }
>(
  'team.target',
  `SELECT m.id AS "membershipId", m.person_id AS "personId", p.name, m.role, m.version, m.joined_at AS "joinedAt",
     NULL AS "lastActiveAt", m.ended_at AS "endedAt", m.team_id AS "teamId", t.name AS "teamName",
     m.account_id AS "accountId", m.workspace_id AS "workspaceId"
   FROM membership m JOIN person p ON p.id = m.person_id JOIN team t ON t.id = m.team_id
   WHERE m.id = $1 AND m.account_id = ANY($2)`,
)

/** Counts of a team: members by role, pending invitations. */
export const countTeam = statement<{ owners: string; admins: number; members: number; pending: number }>(
  'team.count',
  `SELECT string_agg(p.name, ', ') FILTER (WHERE m.role = 'owner') AS owners,
     count(*) FILTER (WHERE m.role = 'admin') AS admins, count(*) FILTER (WHERE m.role = 'member') AS members,
     (SELECT count(*) FROM invitation i WHERE i.team_id = $1 AND i.status = 'pending' AND i.expires_at > $2) AS pending
   FROM membership m JOIN person p ON p.id = m.person_id WHERE m.team_id = $1 AND m.ended_at IS NULL`,
)

/** One page of members: owner first, then admins, then by name. */
export const pageMembers = statement<Member & { total: number }>(
  'team.members',
  `SELECT ${MEMBER}, count(*) OVER () AS total
   FROM membership m JOIN person p ON p.id = m.person_id
   WHERE m.team_id = $1 AND m.ended_at IS NULL
   ORDER BY array_position(ARRAY['owner', 'admin', 'member'], m.role), lower(p.name), m.id LIMIT $2 OFFSET $3`,
)

/**
 * Members that a typed word may mean: person id, chat user of the asker's platform, verified address, name or its beginning.
 * `exact` ones come first.
 */
export const matchMembers = statement<Member & { exact: boolean }>(
  'team.match',
  `SELECT ${MEMBER},
     p.id = $2 OR lower(p.name) = lower($2) OR a.address IS NOT NULL OR u.id IS NOT NULL AS exact
   FROM membership m JOIN person p ON p.id = m.person_id
   LEFT JOIN person_address a ON a.person_id = p.id AND a.address = lower($2)
   LEFT JOIN chat_identity u ON u.person_id = p.id AND u.platform = $3 AND u.tenant = $4 AND u.user_id = $5
     AND (u.confirmed_in IS NULL OR u.confirmed_in = m.account_id)
   WHERE m.team_id = $1 AND m.ended_at IS NULL
     AND (p.id = $2 OR a.address IS NOT NULL OR u.id IS NOT NULL OR starts_with(lower(p.name), lower($2)))
   ORDER BY exact DESC, lower(p.name), m.id LIMIT $6`,
)

export const memberIds = statement<{ personId: string; role: TeamRole }>(
  'team.memberIds',
  'SELECT person_id AS "personId", role FROM membership WHERE team_id = $1 AND ended_at IS NULL',
)
