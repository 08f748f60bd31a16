import type { Actor } from '../access'
import { type Database, statement } from '../db'

/**
 * CTEs that read everything the person in CTE `me` is, for whoever acts in chat or on a page alike; `here` is the
 * condition on `account_id`. `ROLES` are their columns.
 */
export const rolesIn = (here: string) => `account_role AS (
  SELECT json_build_object('accountId', a.id, 'accountName', a.name) AS role
  FROM account_admin JOIN me USING (person_id) JOIN account a ON a.id = account_id AND a.deleted_at IS NULL
  WHERE ${here}
), workspace_role AS (
  SELECT json_build_object('accountId', u.account_id, 'workspaceId', w.id, 'workspaceName', w.name, 'role', u.role,
    'version', u.version) AS role
  FROM (SELECT * FROM workspace_user WHERE ${here}) u JOIN me USING (person_id)
  JOIN workspace w ON w.id = u.workspace_id AND w.deleted_at IS NULL
), team_role AS (
  SELECT json_build_object('accountId', m.account_id, 'workspaceId', m.workspace_id, 'teamId', t.id, 'teamName', t.name,
    'membershipId', m.id, 'role', m.role, 'version', m.version, 'settings', json_build_object(
      'memberChatbotCreation', t.member_chatbot_creation, 'memberDocumentUploads', t.member_document_uploads)) AS role
  FROM (SELECT * FROM membership WHERE ended_at IS NULL AND ${here}) m JOIN me USING (person_id)
  JOIN team t ON t.id = m.team_id AND t.deleted_at IS NULL
  ORDER BY m.joined_at, m.id
)`

export const ROLES = `(SELECT coalesce(json_agg(role), '[]') FROM account_role) AS "accountRoles",
  (SELECT coalesce(json_agg(role), '[]') FROM workspace_role) AS "workspaceRoles",
  (SELECT coalesce(json_agg(role), '[]') FROM team_role) AS "teamRoles"`

/** What a person is outside of teams. */
export type Roles = Pick<Actor, 'accountRoles' | 'workspaceRoles'>

const read = statement<Actor>(
  'people.roles',
  `WITH me AS (SELECT id AS person_id, name FROM person WHERE id = $1), ${rolesIn('account_id = $2')}
SELECT me.person_id AS "personId", me.name, ${ROLES} FROM me`,
)

/** The person with their roles in one account at this moment. */
export async function readActor(db: Database, personId: string, accountId: string): Promise<Actor> {
  const [actor] = await read(db, [personId, accountId])
  if (!actor) throw new Error(`no person has the id ${personId}`)
  return actor
}

const admins = statement<{ name: string }>(
  'people.accountAdmins',
  `SELECT p.name FROM account_admin a JOIN person p ON p.id = a.person_id WHERE a.account_id = $1 ORDER BY lower(p.name), p.id`,
)

/** The names of the admins of an account, for those who have a role in it; for others none (R21). */
export async function readAdmins(
  db: Database,
  { accountRoles, workspaceRoles, teamRoles }: Omit<Actor, 'personId' | 'name'>,
  accountId: string,
): Promise<readonly string[]> {
  const held = [...accountRoles, ...workspaceRoles, ...teamRoles]
  if (!held.some((role) => role.accountId === accountId)) return []
  return (await admins(db, [accountId])).map(({ name }) => name)
}

const workspace = statement<{ accountId: string; workspaceId: string; workspaceName: string }>(
  'workspace.read',
  `SELECT id AS "workspaceId", account_id AS "accountId", name AS "workspaceName" FROM workspace
WHERE id = $1 AND deleted_at IS NULL`,
)

/** The workspace of an id that the actor's own connection or role has told. */
export async function readWorkspace(db: Database, workspaceId: string) {
  const [found] = await workspace(db, [workspaceId])
  return found
}
