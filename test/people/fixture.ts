import type { ChatProfile, ChatUser, Interaction, Platform, ProfileReader } from '../../src/chat'
import { isoTime } from '../../src/clock'
import { type Database, newId } from '../../src/db'
import { createTestClock } from '../support/clock'

export const AT = createTestClock().now()

/** One account with a workspace, a team and its owner, connected to Slack T1 and Discord G1. */
export interface Organisation {
  accountId: string
  workspaceId: string
  teamId: string
  ownerId: string
}

export async function addOrganisation(
  db: Database,
  tenants: { slack?: string; discord?: string },
): Promise<Organisation> {
  const [accountId, workspaceId, teamId, ownerId] = [id(), id(), id(), await addPerson(db, 'Olivia')]
  await db.query(`INSERT INTO account VALUES ($1, 'Acme', $2)`, [accountId, isoTime(AT)])
  await db.query(`INSERT INTO workspace VALUES ($1, $2, 'Main', $3)`, [workspaceId, accountId, isoTime(AT)])
  await db.query(
    `WITH new_team AS (
      INSERT INTO team (id, account_id, workspace_id, name, created_at) VALUES ($1, $2, $3, 'Alpha', $4))
    INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
    VALUES ($5, $2, $3, $1, $6, 'owner', $4)`,
    [teamId, accountId, workspaceId, isoTime(AT), id(), ownerId],
  )
  for (const [platform, tenant] of Object.entries(tenants))
    await db.query(
      `INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, created_at)
      VALUES ($1, $2, $3, $4, $5, 'Acme', $6, $7)`,
      [id(), accountId, workspaceId, platform, tenant, teamId, isoTime(AT)],
    )
  return { accountId, workspaceId, teamId, ownerId }
}

export async function addPerson(db: Database, name: string, ...addresses: string[]): Promise<string> {
  const personId = id()
  await db.query('INSERT INTO person VALUES ($1, $2, $3)', [personId, name, isoTime(AT)])
  for (const address of addresses)
    await db.query('INSERT INTO person_address VALUES ($1, $2, $3)', [personId, address, isoTime(AT)])
  return personId
}

export async function addMember(
  db: Database,
  { accountId, workspaceId, teamId }: Organisation,
  personId: string,
  role: 'admin' | 'member' = 'member',
): Promise<void> {
  await db.query(
    `INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id(), accountId, workspaceId, teamId, personId, role, isoTime(AT)],
  )
}

export async function addIdentity(db: Database, personId: string, user: ChatUser): Promise<void> {
  await db.query(
    `INSERT INTO chat_identity VALUES ($1, $2, $3, $4, $5, 'chat name', 'en-GB', 'Europe/London', $6, $6)`,
    [id(), personId, user.platform, user.tenant, user.userId, isoTime(AT)],
  )
}

/** Every row of a table, for assertions. */
export const rowsOf = (db: Database, table: string) => db.query(`SELECT * FROM ${table}`)

export const slackUser = (userId: string, tenant = 'T1'): ChatUser => ({ platform: 'slack', tenant, userId })
export const discordUser = (userId: string): ChatUser => ({ platform: 'discord', tenant: 'discord', userId })

let happenings = 0

/** Somebody opens the bot's home, in their Slack workspace or in the given Discord server (null: a direct message). */
export function interactionOf(user: ChatUser, more: Partial<Interaction> & { tenant?: string | null } = {}) {
  const { tenant = user.platform === 'slack' ? user.tenant : 'G1', ...rest } = more
  happenings += 1
  const interaction: Interaction = {
    key: `happening-${happenings}`,
    sender: { ...user, name: 'sender name' },
    place: { platform: user.platform, tenant, channelId: 'C1', direct: tenant === null, shared: false },
    happening: { kind: 'home' },
    ...rest,
  }
  return interaction
}

/** A platform that knows these users; everybody else is unknown to it. Counts how often it was asked. */
export function platformOf(users: Readonly<Record<string, Partial<ChatProfile>>>) {
  let asked = 0
  const reader: ProfileReader = {
    profile: async ({ userId }) => {
      asked += 1
      const known = users[userId]
      return known ? { name: userId, bot: false, guest: false, stranger: false, ...known } : null
    },
    tenantName: async () => null,
  }
  return { profiles: (_platform: Platform) => reader, asked: () => asked }
}

/** Keeps what was logged. */
export function createTestLog() {
  const entries: object[] = []
  const keep = (data: object) => void entries.push(data)
  return { info: keep, warn: keep, error: keep, entries }
}

const id = () => newId(AT)
