import type { WorkspaceRole } from '../../src/access'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import type { Rolecall, TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { until } from '../support/until'

export interface Someone {
  personId: string
  address: string
  user: TestUser
}

export interface Stage extends SeededTeam {
  workspaceName: string
  /** Account admin, and of no workspace. */
  accountAdmin: Someone
  workspaceAdmin: Someone
  chatUser: Someone
}

/** A team with its workspace, in which some more people have roles; `swapped`: those who manage are on Discord. */
export async function setStage(rolecall: Rolecall, { swapped = false } = {}): Promise<Stage> {
  const team = await seedTeam(rolecall, { swapped })
  const [near, far] = swapped ? (['discord', 'slack'] as const) : (['slack', 'discord'] as const)
  const [{ name: workspaceName }] = await rolecall.db.query('SELECT name FROM workspace WHERE id = $1', [
    team.workspaceId,
  ])
  const stage = { ...team, workspaceName }
  const accountAdmin = await seedPerson(rolecall, team, { name: 'Axel', platform: near })
  await makeAccountAdmin(rolecall, team, accountAdmin.personId)
  await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [accountAdmin.personId])
  return {
    ...stage,
    accountAdmin,
    workspaceAdmin: await seedUser(rolecall, team, 'Wanda', near, 'workspaceAdmin'),
    chatUser: await seedUser(rolecall, team, 'Chad', far, 'chatUser'),
  }
}

export async function makeAccountAdmin(
  { db, clock }: Rolecall,
  { accountId }: Pick<SeededTeam, 'accountId'>,
  personId: string,
): Promise<void> {
  await db.query('INSERT INTO account_admin (account_id, person_id, since) VALUES ($1, $2, $3)', [
    accountId,
    personId,
    isoTime(clock.now()),
  ])
}

/** Somebody with that role in the workspace and in no team of it. */
export async function seedUser(
  rolecall: Rolecall,
  team: SeededTeam,
  name: string,
  platform: 'slack' | 'discord',
  role: WorkspaceRole,
): Promise<Someone> {
  const someone = await seedPerson(rolecall, team, { name, platform })
  await rolecall.db.query('UPDATE workspace_user SET role = $2 WHERE person_id = $1', [
    someone.personId,
    role,
  ])
  return someone
}

/** Another workspace of the same account, in which nobody is yet. */
export async function addWorkspace(
  { db, clock }: Rolecall,
  { accountId }: Pick<SeededTeam, 'accountId'>,
  name: string,
): Promise<string> {
  const id = newId(clock.now())
  await db.query('INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    accountId,
    name,
    isoTime(clock.now()),
  ])
  return id
}

/** Connects a Slack workspace or Discord server, which has the team as its default. */
export async function addPlace(
  { db, clock }: Rolecall,
  { accountId, workspaceId }: { accountId: string; workspaceId: string },
  platform: 'slack' | 'discord',
  tenant: string,
  teamId: string | null = null,
): Promise<string> {
  const id = newId(clock.now())
  await db.query(
    `INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, accountId, workspaceId, platform, tenant, `Place ${tenant}`, teamId, isoTime(clock.now())],
  )
  return id
}

/** Statements that wait for another one to end. */
export async function waiting({ db }: Rolecall): Promise<number> {
  const [row] = await db.query(
    `SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks JOIN pg_stat_activity a USING (pid)
     WHERE NOT granted AND a.datname = current_database()`,
  )
  return row.waiting
}

/** Holds rows until `first` waits for them and has seen what there was; then `second` begins, and all go on. */
export async function meeting(
  rolecall: Rolecall,
  rows: string,
  id: string,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<void> {
  const holder = rolecall.db.createQueryRunner()
  await holder.connect()
  await holder.startTransaction()
  await holder.query(`SELECT 1 FROM ${rows} = $1 FOR UPDATE`, [id])
  try {
    const one = first()
    await until(async () => (await waiting(rolecall)) === 1)
    let over = false
    const two = second().finally(() => {
      over = true
    })
    await until(async () => over || (await waiting(rolecall)) === 2)
    await holder.rollbackTransaction()
    await Promise.all([one, two])
  } finally {
    await holder.release()
  }
}

export async function giveRole(
  { db, clock }: Rolecall,
  scope: { accountId: string; workspaceId: string },
  personId: string,
  role: WorkspaceRole,
): Promise<void> {
  await db.query(
    'INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4, $5)',
    [scope.workspaceId, personId, scope.accountId, role, isoTime(clock.now())],
  )
}

/** Another team, owned by somebody, with these members in the order in which they came. */
export async function addTeam(
  { db, clock }: Rolecall,
  { accountId, workspaceId }: Pick<SeededTeam, 'accountId' | 'workspaceId'>,
  name: string,
  ownerId: string,
  memberIds: readonly string[] = [],
): Promise<string> {
  const teamId = newId(clock.now())
  const moment = isoTime(clock.now())
  await db.query(
    `WITH team AS (INSERT INTO team (id, account_id, workspace_id, name, created_at) VALUES ($1, $2, $3, $4, $5))
     INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
     SELECT m.id, $2, $3, $1, m.person_id, m.role, $5 FROM unnest($6::text[], $7::text[], $8::text[]) AS m (id, person_id, role)`,
    [
      teamId,
      accountId,
      workspaceId,
      name,
      moment,
      [ownerId, ...memberIds].map(() => newId(clock.now())),
      [ownerId, ...memberIds],
      ['owner', ...memberIds.map(() => 'member')],
    ],
  )
  return teamId
}

/** Role of each user of the workspace, by name. */
export async function rolesIn({ db }: Rolecall, workspaceId: string): Promise<Record<string, string>> {
  const rows: { name: string; role: string }[] = await db.query(
    'SELECT p.name, u.role FROM workspace_user u JOIN person p ON p.id = u.person_id WHERE u.workspace_id = $1',
    [workspaceId],
  )
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}

/** Role of each member of the team, by name. */
export async function rolesOf({ db }: Rolecall, teamId: string): Promise<Record<string, string>> {
  const rows: { name: string; role: string }[] = await db.query(
    'SELECT p.name, m.role FROM membership m JOIN person p ON p.id = m.person_id WHERE m.team_id = $1 AND m.ended_at IS NULL',
    [teamId],
  )
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}

export async function personOf({ db }: Rolecall, { id }: TestUser): Promise<string> {
  const [found] = await db.query(
    'SELECT person_id AS id FROM chat_identity WHERE platform = $1 AND tenant = $2 AND user_id = $3',
    [id.platform, id.tenant, id.userId],
  )
  return found.id
}

/** What the history of the workspace says, oldest first; with the team it counts in. */
export const auditOf = (
  { db }: Rolecall,
  workspaceId: string,
): Promise<{ action: string; teamId: string | null }[]> =>
  db.query('SELECT action, team_id AS "teamId" FROM audit_entry WHERE workspace_id = $1 ORDER BY id', [
    workspaceId,
  ])

/** Status of each invitation into the workspace or account, by the invitee's name. */
export async function invitationsIn({ db }: Rolecall, scopeId: string): Promise<Record<string, string>> {
  const rows: { name: string; status: string }[] = await db.query(
    'SELECT invitee_name AS name, status FROM invitation WHERE $1 IN (workspace_id, account_id)',
    [scopeId],
  )
  return Object.fromEntries(rows.map(({ name, status }) => [name, status]))
}
