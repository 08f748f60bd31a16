import { refuse } from '../chat'
import { type Clock, isoTime } from '../clock'
import { type Database, defineChange, newId, statement } from '../db'
import { findBound, foldAddress, identityOf, type Newcomer, newcomer, type Redeem, vet } from '../people'
import { hashSecret, newCode } from '../secrets'
import type { AccountsOptions } from './options'
import { foundedCard } from './views'

const issue = statement(
  'claim.issue',
  `WITH old AS (DELETE FROM one_time_code WHERE purpose = 'claim' AND used_at IS NULL)
INSERT INTO one_time_code (code_hash, purpose, expires_at, created_at)
SELECT $1, 'claim', 'infinity', $2 WHERE NOT EXISTS (SELECT 1 FROM account) RETURNING 1`,
)

/**
 * While there is no account: a fresh code, and the end of older ones. Whoever enters it first with `/link` makes
 * the account. Null once there is one.
 */
export async function claimCode(db: Database, clock: Clock): Promise<string | null> {
  const code = newCode()
  const issued = await issue(db, [hashSecret(code), isoTime(clock.now())])
  return issued.length > 0 ? code : null
}

/** All claim codes end together, so that two of them never make two accounts. */
const found = defineChange(
  'account.found',
  `${newcomer(1, 2)}, ended AS (
  UPDATE one_time_code SET used_at = $2 WHERE purpose = 'claim' AND used_at IS NULL RETURNING code_hash
), changed AS (
  SELECT 1 FROM ended WHERE code_hash = $3
), made AS (
  SELECT * FROM jsonb_to_record($4::jsonb) AS row("personId" text, "accountId" text, "workspaceId" text, "teamId" text,
    "membershipId" text, "connectionId" text, "accountName" text, "workspaceName" text, "teamName" text,
    platform text, tenant text, "connectionName" text)
), new_account AS (
  INSERT INTO account (id, name, created_at) SELECT "accountId", "accountName", $2 FROM made
), new_workspace AS (
  INSERT INTO workspace (id, account_id, name, created_at) SELECT "workspaceId", "accountId", "workspaceName", $2 FROM made
), new_team AS (
  INSERT INTO team (id, account_id, workspace_id, name, created_at)
  SELECT "teamId", "accountId", "workspaceId", "teamName", $2 FROM made
), new_admin AS (
  INSERT INTO account_admin (account_id, person_id, since) SELECT "accountId", "personId", $2 FROM made
), new_user AS (
  INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  SELECT "workspaceId", "personId", "accountId", 'workspaceAdmin', $2 FROM made
), new_owner AS (
  INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT "membershipId", "accountId", "workspaceId", "teamId", "personId", 'owner', $2 FROM made
), new_connection AS (
  INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, created_at)
  SELECT "connectionId", "accountId", "workspaceId", platform, tenant, "connectionName", "teamId", $2 FROM made
)`,
)

/** The first installation: account, workspace, team, connection and their first person, in one write (F149). */
export function redeemClaim(options: AccountsOptions): Redeem {
  const { db } = options
  return async (visit, code) => {
    const { sender, place, at } = visit
    if (place.tenant === null) return refuse({ code: 'notInDirect' })
    const vetted = await vet(options, sender)
    if ('refusal' in vetted) return refuse(vetted.refusal)
    const { profile } = vetted
    const bound = await findBound(db, visit)
    const personId = bound?.personId ?? newId(at)
    const provedAddress = foldAddress(profile.confirmedEmail ?? '')
    const founder: Newcomer = {
      personId,
      ...(!bound && { name: profile.name, identity: identityOf(sender, profile, at) }),
      ...(provedAddress && { provedAddress }),
    }
    const name = await options.profiles(place.platform)?.tenantName(place.tenant)
    const made = {
      personId,
      accountId: newId(at),
      workspaceId: newId(at),
      teamId: newId(at),
      membershipId: newId(at),
      connectionId: newId(at),
      accountName: name ?? 'Main account',
      workspaceName: name ?? 'Main workspace',
      teamName: name?.slice(0, TEAM_NAME_LENGTH) ?? 'Main team',
      platform: place.platform,
      tenant: place.tenant,
      connectionName: name ?? place.tenant,
    }
    const { accountId, workspaceId, teamId, teamName } = made
    const card = foundedCard(bound?.name ?? profile.name, teamName)
    const deed = { accountId, workspaceId, actorId: personId, platform: place.platform }
    await found(db, [JSON.stringify(founder), isoTime(at), code.hash, JSON.stringify(made)], visit, {
      reliesOn: [],
      audit: [
        { ...deed, action: 'account.created', subjectType: 'account', subjectId: accountId },
        {
          ...deed,
          teamId,
          action: 'team.created',
          subjectType: 'team',
          subjectId: teamId,
          data: { name: teamName },
        },
        {
          ...deed,
          action: 'connection.made',
          subjectType: 'connection',
          subjectId: made.connectionId,
          data: { platform: place.platform, tenant: place.tenant },
        },
      ],
      owed: [],
      outcome: card,
    })
    return card
  }
}

/** As in `/team create`. */
const TEAM_NAME_LENGTH = 80
