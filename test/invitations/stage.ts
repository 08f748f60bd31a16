import type { Platform, ScopeKind } from '../../src/chat'
import type { Rolecall, TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson } from '../support/seed'
import { personOf, type Stage, setStage } from '../workspaces/stage'

/** One of the three things people are invited to, and who may invite there. */
export interface Ground extends Stage {
  kind: ScopeKind
  scopeId: string
  /** As messages name it, e.g. `team Alpha 1`. */
  scope: string
  inviter: TestUser
  /** What is given, and how it is called. */
  role: string
  roleName: string
  /** Where the invitee is: the other platform than the inviter's. */
  far: Platform
}

/** What is typed where the role is named; accounts have one role only. */
const GIVEN = {
  team: ['admin', 'Admin'],
  workspace: ['agentManager', 'Agent Manager'],
  account: ['accountAdmin', 'Account Admin'],
} as const

export const KINDS = ['team', 'workspace', 'account'] as const

export async function setGround(rolecall: Rolecall, kind: ScopeKind, swapped: boolean): Promise<Ground> {
  const stage = await setStage(rolecall, { swapped })
  const { accountId, workspaceId, teamId, teamName, workspaceName } = stage
  const [account] = await rolecall.db.query('SELECT name FROM account WHERE id = $1', [accountId])
  const [role, roleName] = GIVEN[kind]
  const scopes = {
    team: { scopeId: teamId, scope: `team ${teamName}`, inviter: stage.admin },
    workspace: {
      scopeId: workspaceId,
      scope: `workspace ${workspaceName}`,
      inviter: stage.workspaceAdmin.user,
    },
    account: { scopeId: accountId, scope: `account ${account.name}`, inviter: stage.accountAdmin.user },
  }
  return { ...stage, ...scopes[kind], kind, role, roleName, far: swapped ? 'slack' : 'discord' }
}

let fresh = 0
export const freshAddress = () => `fresh${++fresh}@acme.test`

/** A chat user whom nobody knows yet. */
export function stranger(rolecall: Rolecall, team: SeededTeam, platform: Platform): TestUser {
  fresh += 1
  const [id, tenant] =
    platform === 'slack'
      ? ([{ platform, tenant: team.slackTenant, userId: `UFRESH${fresh}` }, team.slackTenant] as const)
      : ([{ platform, tenant: 'discord', userId: `5500${fresh}` }, team.guild] as const)
  return rolecall.user(id, { name: `Fresh ${fresh}` }, tenant)
}

/** Somebody whom the account knows and who has no role in it yet. */
export async function seedKnown(rolecall: Rolecall, team: SeededTeam, platform: Platform, name = 'Kim') {
  const known = await seedPerson(rolecall, team, { name, platform })
  await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [known.personId])
  return known
}

/** Types the command of the scope; accounts have no role to choose. */
export const invite = (
  { kind, inviter }: Pick<Ground, 'kind' | 'inviter'>,
  people: string,
  more: Record<string, string> = {},
) => {
  const { role, ...others } = more
  return inviter.command(`${kind} invite`, {
    people,
    ...others,
    ...(role !== undefined && kind !== 'account' && { role }),
  })
}

export const mailsTo = (rolecall: Rolecall, address: string) =>
  rolecall.mails.filter(({ to }) => to === address).map(({ mail }) => mail)

export const codeFor = (rolecall: Rolecall, address: string) =>
  String(mailsTo(rolecall, address).findLast(({ code }) => code)?.code)

/** Whatever role somebody has in the scope; undefined: none. */
export async function roleOf(
  rolecall: Rolecall,
  { kind, scopeId }: Pick<Ground, 'kind' | 'scopeId'>,
  user: TestUser,
) {
  const person = await personOf(rolecall, user).catch(() => null)
  const [held] = await rolecall.db.query(
    {
      team: 'SELECT role FROM membership WHERE team_id = $1 AND person_id = $2 AND ended_at IS NULL',
      workspace: 'SELECT role FROM workspace_user WHERE workspace_id = $1 AND person_id = $2',
      account: `SELECT 'accountAdmin' AS role FROM account_admin WHERE account_id = $1 AND person_id = $2`,
    }[kind],
    [scopeId, person],
  )
  return held?.role as string | undefined
}

export const statusesIn = async ({ db }: Rolecall, scopeId: string): Promise<string[]> =>
  (await db.query('SELECT status FROM invitation WHERE scope_id = $1 ORDER BY id', [scopeId])).map(
    ({ status }: { status: string }) => status,
  )
