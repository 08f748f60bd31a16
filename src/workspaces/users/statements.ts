import type { TeamRole } from '../../access'
import { statement } from '../../db'
import { lastActive } from '../../last-active'
import type { Belonging } from './removal'
import type { WorkspaceUser } from './user'

const USER = `u.person_id AS "personId", p.name, u.role, u.version,
  EXISTS (SELECT 1 FROM account_admin d WHERE d.account_id = u.account_id AND d.person_id = u.person_id) AS "accountAdmin",
  (SELECT coalesce(json_agg(json_build_object('name', t.name, 'role', m.role) ORDER BY lower(t.name), t.id), '[]')
   FROM membership m JOIN team t ON t.id = m.team_id
   WHERE m.person_id = u.person_id AND m.workspace_id = u.workspace_id AND m.ended_at IS NULL) AS teams,
  ${lastActive('u.account_id', 'u.person_id')} AS "lastActiveAt"`

const FROM = 'FROM workspace_user u JOIN person p ON p.id = u.person_id WHERE u.workspace_id = $1'

/** The persons $2, as users of workspace $1. */
export const readUsers = statement<WorkspaceUser>(
  'workspace.users',
  `SELECT ${USER} ${FROM} AND u.person_id = ANY($2) ORDER BY lower(p.name), p.id`,
)

/** All users of workspace $1, by name. */
export const allUsers = statement<WorkspaceUser & { joinedAt: number }>(
  'workspace.allUsers',
  `SELECT ${USER}, u.joined_at AS "joinedAt" ${FROM} ORDER BY lower(p.name), p.id`,
)

/** Invitations to workspace $1 and to its teams that can be accepted at $2. */
export const countInvitations = statement<{ toWorkspace: number; toTeams: number }>(
  'workspace.invitations',
  `SELECT count(*) FILTER (WHERE i.team_id IS NULL) AS "toWorkspace", count(t.id) AS "toTeams"
   FROM invitation i LEFT JOIN team t ON t.id = i.team_id AND t.deleted_at IS NULL
   WHERE i.workspace_id = $1 AND i.status = 'pending' AND i.expires_at > $2`,
)

/** One page of the users of workspace $1 whose name has $2 in it, by name. */
export const pageUsers = statement<WorkspaceUser & { total: number }>(
  'workspace.userPage',
  `SELECT ${USER}, count(*) OVER () AS total ${FROM} AND strpos(lower(p.name), lower($2)) > 0
   ORDER BY lower(p.name), p.id LIMIT $3 OFFSET $4`,
)

/** The teams of workspace $1 in which person $2 is. */
export const readBelongings = statement<Belonging>(
  'workspace.belongings',
  `SELECT m.id AS "membershipId", m.version, m.role, t.id AS "teamId", t.name AS "teamName", t.version AS "teamVersion",
     (SELECT count(*) FROM membership o WHERE o.team_id = t.id AND o.ended_at IS NULL AND o.person_id <> $2) AS others
   FROM membership m JOIN team t ON t.id = m.team_id AND t.deleted_at IS NULL
   WHERE m.workspace_id = $1 AND m.person_id = $2 AND m.ended_at IS NULL ORDER BY lower(t.name), t.id`,
)

export interface Candidate {
  teamId: string
  personId: string
  name: string
  role: TeamRole
}

/** Who may follow person $2 as owner of the teams $1, at most $3 of each whose name has $4 in it: admins first, then who has been in it longest. */
export const readCandidates = statement<Candidate>(
  'workspace.candidates',
  `SELECT "teamId", "personId", name, role FROM (
     SELECT m.team_id AS "teamId", m.person_id AS "personId", p.name, m.role,
       row_number() OVER (PARTITION BY m.team_id ORDER BY m.role = 'admin' DESC, m.joined_at, m.id) AS place
     FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.team_id = ANY($1) AND m.ended_at IS NULL AND m.person_id <> $2 AND strpos(lower(p.name), lower($4)) > 0) ranked
   WHERE place <= $3 ORDER BY "teamId", place`,
)
