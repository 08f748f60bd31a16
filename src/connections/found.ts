import type { ChatProfile, ChatSender } from '../chat'
import { isoTime } from '../clock'
import { type AuditRow, newId } from '../db'
import { addressEntry, foldAddress, identityOf, linkedEntry, type Newcomer, newcomer } from '../people'

/** Who founds an account, and from where. */
export interface Founder {
  sender: ChatSender
  profile: ChatProfile
  /** The person whom the chat user is bound to already. */
  bound: { personId: string; name: string } | undefined
  tenant: string
  /** What the platform calls the tenant, as `cleanName` returns it. */
  name: string | null
  sealedToken: string | null
  at: number
}

/**
 * CTEs for `defineChange` that make account, workspace, team, connection and their first person (F149); the parameters
 * `$first` and the two after it are those of `planFounding`. All claim codes end, so that two of them never make two
 * accounts: `ended` returns the hashes of those that were good.
 */
export function founding(first: number): string {
  const [made, at] = [`$${first + 1}`, `$${first + 2}`]
  return `${newcomer(first, first + 2)}, ended AS (
  UPDATE one_time_code SET used_at = ${at} WHERE purpose = 'claim' AND used_at IS NULL RETURNING code_hash
), made AS (
  SELECT * FROM jsonb_to_record(${made}::jsonb) AS row("personId" text, "accountId" text, "workspaceId" text, "teamId" text,
    "membershipId" text, "connectionId" text, "accountName" text, "workspaceName" text, "teamName" text,
    platform text, tenant text, "connectionName" text, "sealedToken" text)
), new_account AS (
  INSERT INTO account (id, name, created_at) SELECT "accountId", "accountName", ${at} FROM made
), new_workspace AS (
  INSERT INTO workspace (id, account_id, name, created_at) SELECT "workspaceId", "accountId", "workspaceName", ${at} FROM made
), new_team AS (
  INSERT INTO team (id, account_id, workspace_id, name, created_at)
  SELECT "teamId", "accountId", "workspaceId", "teamName", ${at} FROM made
), new_admin AS (
  INSERT INTO account_admin (account_id, person_id, since) SELECT "accountId", "personId", ${at} FROM made
), new_user AS (
  INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  SELECT "workspaceId", "personId", "accountId", 'workspaceAdmin', ${at} FROM made
), new_owner AS (
  INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT "membershipId", "accountId", "workspaceId", "teamId", "personId", 'owner', ${at} FROM made
), new_connection AS (
  INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, sealed_bot_token, created_at)
  SELECT "connectionId", "accountId", "workspaceId", platform, tenant, "connectionName", "teamId", "sealedToken", ${at} FROM made
)`
}

/** Everything that `founding` writes, and what is said of it. */
export function planFounding({ sender, profile, bound, tenant, name, sealedToken, at }: Founder) {
  const personId = bound?.personId ?? newId(at)
  const accountId = newId(at)
  const { given, audit } = bound
    ? { given: { personId, seenIn: accountId }, audit: [] }
    : planFounder(personId, accountId, sender, profile, at)
  const made = {
    personId,
    accountId,
    workspaceId: newId(at),
    teamId: newId(at),
    membershipId: newId(at),
    connectionId: newId(at),
    accountName: name ?? 'Main account',
    workspaceName: name ?? 'Main workspace',
    teamName: name ?? 'Main team',
    platform: sender.platform,
    tenant,
    connectionName: name ?? tenant,
    sealedToken,
  }
  return {
    personName: bound?.name ?? profile.name,
    teamName: made.teamName,
    parameters: [JSON.stringify(given), JSON.stringify(made), isoTime(at)] as const,
    audit: [...auditOfFounding(made), ...audit],
  }
}

/** Somebody new: their chat user, and the address that the platform confirms, which counts in their account alone (R21). */
function planFounder(
  personId: string,
  accountId: string,
  sender: ChatSender,
  profile: ChatProfile,
  at: number,
): { given: Newcomer; audit: readonly AuditRow[] } {
  const identity = identityOf(sender, profile, at)
  const provedAddress = foldAddress(profile.confirmedEmail ?? '')
  const linked = linkedEntry(accountId, personId, identity, 'founding')
  const given = { personId, name: profile.name, identity, seenIn: accountId }
  if (!provedAddress) return { given, audit: [linked] }
  return {
    given: { ...given, provedAddress, confirmedIn: accountId },
    audit: [linked, addressEntry(accountId, personId, sender.platform, provedAddress)],
  }
}

function auditOfFounding(made: {
  personId: string
  accountId: string
  workspaceId: string
  teamId: string
  connectionId: string
  teamName: string
  platform: string
  tenant: string
  connectionName: string
}): readonly AuditRow[] {
  const { accountId, workspaceId, teamId, connectionId, platform, tenant } = made
  const deed = { accountId, workspaceId, actorId: made.personId, platform }
  return [
    { ...deed, action: 'account.created', subjectType: 'account', subjectId: accountId },
    {
      ...deed,
      teamId,
      action: 'team.created',
      subjectType: 'team',
      subjectId: teamId,
      data: { name: made.teamName },
    },
    {
      ...deed,
      action: 'connection.made',
      subjectType: 'connection',
      subjectId: connectionId,
      data: { name: made.connectionName, platform, tenant },
    },
  ]
}
