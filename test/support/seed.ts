import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { noteSeen } from './note-seen'
import type { Rolecall, TestUser } from './rolecall'

export interface SeededTeam {
  accountId: string
  workspaceId: string
  teamId: string
  teamName: string
  /** Slack workspace and Discord server connected to the workspace; both have this team as their default. */
  slackTenant: string
  guild: string
  owner: TestUser
  admin: TestUser
  member: TestUser
}

let seeded = 0

/** An account with one workspace and one team, connected on both platforms; the owner and admin in Slack, the member in Discord. */
export async function seedTeam(rolecall: Rolecall, { swapped = false } = {}): Promise<SeededTeam> {
  seeded += 1
  const at = rolecall.clock.now()
  const [accountId, workspaceId, teamId] = [newId(at), newId(at), newId(at)]
  const [slackTenant, guild, teamName] = [`T${seeded}`, `guild-${seeded}`, `Alpha ${seeded}`]
  const moment = isoTime(at)
  const { db } = rolecall
  await db.query('INSERT INTO account (id, name, created_at) VALUES ($1, $2, $3)', [
    accountId,
    `Account ${seeded}`,
    moment,
  ])
  await db.query('INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, $3, $4)', [
    workspaceId,
    accountId,
    `Workspace ${seeded}`,
    moment,
  ])
  const team = { accountId, workspaceId, teamId, teamName, slackTenant, guild }
  const [near, far] = swapped ? (['discord', 'slack'] as const) : (['slack', 'discord'] as const)
  const owner = await seedPerson(rolecall, team, { name: 'Olivia', platform: near })
  await db.query(
    `WITH team AS (INSERT INTO team (id, account_id, workspace_id, name, created_at) VALUES ($1, $2, $3, $4, $5))
     INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at) VALUES ($6, $2, $3, $1, $7, 'owner', $5)`,
    [teamId, accountId, workspaceId, teamName, moment, newId(at), owner.personId],
  )
  await db.query('INSERT INTO account_admin (account_id, person_id, since) VALUES ($1, $2, $3)', [
    accountId,
    owner.personId,
    moment,
  ])
  for (const [platform, tenant] of [
    ['slack', slackTenant],
    ['discord', guild],
  ])
    await db.query(
      'INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [newId(at), accountId, workspaceId, platform, tenant, `${platform} ${seeded}`, teamId, moment],
    )
  const admin = await seedPerson(rolecall, team, { name: 'Adam', platform: near, role: 'admin' })
  const member = await seedPerson(rolecall, team, { name: 'Maya', platform: far, role: 'member' })
  return { ...team, owner: owner.user, admin: admin.user, member: member.user }
}

/** As the operator's command would. */
export const givePlan = (
  { db }: Rolecall,
  { workspaceId }: Pick<SeededTeam, 'workspaceId'>,
  plan: 'basic' | 'pro',
) => db.query('UPDATE workspace SET plan = $2 WHERE id = $1', [workspaceId, plan])

type Scope = Pick<SeededTeam, 'accountId' | 'workspaceId' | 'teamId' | 'slackTenant' | 'guild'>

/** A person with a chat user and a proved address; a chat user of the workspace, with `role` also in the team. */
export async function seedPerson(
  rolecall: Rolecall,
  scope: Scope,
  who: { name: string; platform: 'slack' | 'discord'; role?: 'admin' | 'member'; address?: string | null },
): Promise<{ personId: string; membershipId: string; address: string; user: TestUser }> {
  const at = rolecall.clock.now()
  const moment = isoTime(at)
  const [personId, membershipId] = [newId(at), newId(at)]
  const userId = `${who.platform === 'slack' ? 'U' : '9'}${personId.slice(-8)}`
  const address = who.address ?? `${who.name.toLowerCase()}.${personId.slice(-6).toLowerCase()}@acme.test`
  const { db } = rolecall
  const id = {
    platform: who.platform,
    tenant: who.platform === 'slack' ? scope.slackTenant : 'discord',
    userId,
  }
  await db.query('INSERT INTO person (id, name, created_at) VALUES ($1, $2, $3)', [
    personId,
    who.name,
    moment,
  ])
  if (who.address !== null)
    await db.query('INSERT INTO person_address (person_id, address, verified_at) VALUES ($1, $2, $3)', [
      personId,
      address,
      moment,
    ])
  await db.query(
    `INSERT INTO chat_identity (id, person_id, platform, tenant, user_id, name, locale, time_zone, linked_at, last_active_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'en', 'UTC', $7, $7)`,
    [newId(at), personId, id.platform, id.tenant, userId, who.name, moment],
  )
  await db.query(
    `INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at) VALUES ($1, $2, $3, 'chatUser', $4)`,
    [scope.workspaceId, personId, scope.accountId, moment],
  )
  await noteSeen(db, [personId], at)
  if (who.role)
    await db.query(
      'INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [membershipId, scope.accountId, scope.workspaceId, scope.teamId, personId, who.role, moment],
    )
  const user = rolecall.user(
    id,
    { name: who.name },
    who.platform === 'slack' ? scope.slackTenant : scope.guild,
  )
  return { personId, membershipId, address, user }
}
