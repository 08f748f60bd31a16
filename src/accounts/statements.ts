import type { TeamRole } from '../access'
import type { Platform } from '../chat'
import { statement } from '../db'
import { lastActive } from '../last-active'
import { countsIn } from '../people'
import type { Account, AccountAdmin } from './account'

export const readAccount = statement<Account & { admins: number }>(
  'account.read',
  `SELECT a.id AS "accountId", a.name AS "accountName", a.version, a.settings_version AS "settingsVersion",
     a.created_at AS "createdAt", json_build_object('address', a.billing->>'address', 'vatId', a.billing->>'vatId',
       'mail', a.billing->>'mail') AS billing,
     (SELECT count(*) FROM account_admin d WHERE d.account_id = a.id) AS admins
   FROM account a WHERE a.id = $1 AND a.deleted_at IS NULL`,
)

const ADMIN = `d.person_id AS "personId", p.name, d.since,
  ${lastActive('d.account_id', 'd.person_id')} AS "lastActiveAt"
  FROM account_admin d JOIN person p ON p.id = d.person_id WHERE d.account_id = $1`

/** One page of the admins of account $1, by name. */
export const pageAdmins = statement<AccountAdmin & { total: number }>(
  'account.admins',
  `SELECT count(*) OVER () AS total, ${ADMIN} ORDER BY lower(p.name), p.id LIMIT $2 OFFSET $3`,
)

/** The persons $2, as admins of account $1. */
export const readAdmins = statement<AccountAdmin>(
  'account.adminsAmong',
  `SELECT ${ADMIN} AND d.person_id = ANY($2)`,
)

/** Everybody who belongs to account $1 in any way. */
export const peopleOf = statement<{ personId: string }>(
  'account.people',
  `SELECT person_id AS "personId" FROM account_admin WHERE account_id = $1
   UNION SELECT person_id FROM workspace_user WHERE account_id = $1
   UNION SELECT person_id FROM membership WHERE account_id = $1 AND ended_at IS NULL ORDER BY 1`,
)

export interface Holdings {
  workspaces: readonly { workspaceId: string; name: string; users: number; teams: number }[]
  connections: readonly { name: string; platform: Platform }[]
}

/** What there is of account $1. */
export const readHoldings = statement<Holdings>(
  'account.holdings',
  `SELECT (SELECT coalesce(json_agg(json_build_object('workspaceId', w.id, 'name', w.name,
       'users', (SELECT count(*) FROM workspace_user u WHERE u.workspace_id = w.id),
       'teams', (SELECT count(*) FROM team t WHERE t.workspace_id = w.id AND t.deleted_at IS NULL)
     ) ORDER BY lower(w.name), w.id), '[]') FROM workspace w WHERE w.account_id = $1 AND w.deleted_at IS NULL) AS workspaces,
     (SELECT coalesce(json_agg(json_build_object('name', name, 'platform', platform) ORDER BY created_at, id), '[]')
      FROM connection WHERE account_id = $1 AND ended_at IS NULL) AS connections`,
)

/** Everything that somebody has in an account beside being its admin. */
export interface Belongings {
  users: readonly { workspaceId: string; workspaceName: string; version: number }[]
  memberships: readonly {
    membershipId: string
    version: number
    role: TeamRole
    teamId: string
    teamName: string
    workspaceName: string
  }[]
}

/** Of person $2 in account $1. */
export const readBelongings = statement<Belongings>(
  'account.belongings',
  `SELECT (SELECT coalesce(json_agg(json_build_object('workspaceId', w.id, 'workspaceName', w.name, 'version', u.version)
       ORDER BY lower(w.name), w.id), '[]')
     FROM workspace_user u JOIN workspace w ON w.id = u.workspace_id AND w.deleted_at IS NULL
     WHERE u.account_id = $1 AND u.person_id = $2) AS users,
     (SELECT coalesce(json_agg(json_build_object('membershipId', m.id, 'version', m.version, 'role', m.role, 'teamId', t.id,
       'teamName', t.name, 'workspaceName', w.name) ORDER BY lower(t.name), t.id), '[]')
     FROM membership m JOIN team t ON t.id = m.team_id JOIN workspace w ON w.id = m.workspace_id
     WHERE m.account_id = $1 AND m.person_id = $2 AND m.ended_at IS NULL) AS memberships`,
)

/** Living workspaces of account $1 in which person $2 has no role: as its admin they reach them all the same. */
export const reachedByRight = statement<{ workspaceId: string }>(
  'account.reachedByRight',
  `SELECT w.id AS "workspaceId" FROM workspace w WHERE w.account_id = $1 AND w.deleted_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM workspace_user u WHERE u.workspace_id = w.id AND u.person_id = $2) ORDER BY w.id`,
)

/** One address of each admin of account $1: the one proved first, of those that count in it. */
export const addressesOfAdmins = statement<{ personId: string; address: string }>(
  'account.adminAddresses',
  `SELECT DISTINCT ON (d.person_id) d.person_id AS "personId", a.address FROM account_admin d JOIN person_address a ON a.person_id = d.person_id
   WHERE d.account_id = $1 AND ${countsIn('$1')} ORDER BY d.person_id, a.verified_at, a.address`,
)
