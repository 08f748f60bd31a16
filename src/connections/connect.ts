import { decideWorkspace, standingIn } from '../access'
import { type ChatSender, cleanName, type Platform, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, type Wish } from '../db'
import { happened } from '../events'
import { type Code, type Redeem, readActor, readWorkspace, userKey, usingCode } from '../people'
import { findConnection } from './connections'
import type { ConnectionsOptions } from './options'
import { connectedCard, PLACE_NAMES } from './views'

/** A connection code, typed by somebody who manages the other place. */
export function redeemConnection(options: ConnectionsOptions): Redeem {
  const { db } = options
  return async (visit, code) => {
    const { place, sender } = visit
    const { platform, tenant } = place
    if (tenant === null) return refuse({ code: 'notInDirect' })
    if (sender.stranger) return refuse({ code: 'stranger' })
    const manager = await nameOfManager(options, sender)
    if (manager === undefined) return refuse({ code: 'mayNotConnect' })
    const existing = await findConnection(db, platform, tenant)
    if (existing?.active) return refuse({ code: 'alreadyConnected', workspace: existing.workspaceName })
    const name = cleanName(await options.profiles(platform)?.tenantName(tenant)) ?? PLACE_NAMES[platform]
    const made = { platform, tenant, name, sealedToken: null, by: { ...sender, name: manager } }
    return connectByCode(db, visit, code, made, (workspace) =>
      connectedCard(name, workspace, visit.actor?.name),
    )
  }
}

/** The display name of a sender who manages the place; Slack tells it, and who does, with the profile only. */
async function nameOfManager(
  { profiles }: ConnectionsOptions,
  { platform, tenant, userId, name, managesTenant }: ChatSender,
): Promise<string | undefined> {
  if (managesTenant !== undefined) return managesTenant ? name : undefined
  const profile = await profiles(platform)?.profile({ platform, tenant, userId })
  return profile?.managesTenant ? profile.name : undefined
}

/** The workspace's version tells its deletion under way of one more connection. */
const connect = defineChange(
  'connection.make',
  `room AS (
  UPDATE workspace SET version = version + 1 WHERE id = $5 AND deleted_at IS NULL RETURNING 1
), ${usingCode(1, 2, 'EXISTS (SELECT 1 FROM room)')}, made AS (
  INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, sealed_bot_token, created_at)
  VALUES ($3, $4, $5, $6, $7, $8, (SELECT id FROM team WHERE id = $9 AND deleted_at IS NULL), $10, $2)
)`,
)

interface NewConnection {
  platform: Platform
  tenant: string
  name: string
  sealedToken: string | null
  /** Who brings the code. */
  by: ChatSender
}

/** Connects a place to the workspace of a code. The issuer's right is looked at again (R4). */
export async function connectByCode<Outcome>(
  db: Database,
  wish: Wish,
  code: Code,
  { platform, tenant, name, sealedToken, by }: NewConnection,
  outcomeOf: (workspaceName: string) => Outcome,
): Promise<Outcome | Refusal> {
  const target = await targetOf(db, code)
  if (!target) return refuse({ code: 'codeWrong' }, 'code')
  const { accountId, workspaceId, workspaceName, reliesOn } = target
  const connectionId = newId(wish.at)
  const team = code.data.defaultTeamId ?? null
  const row = [connectionId, accountId, workspaceId, platform, tenant, name, team, sealedToken]
  const outcome = outcomeOf(workspaceName)
  await connect(db, [code.hash, isoTime(wish.at), ...row], wish, {
    reliesOn,
    audit: [
      {
        accountId,
        workspaceId,
        actorId: code.personId,
        platform,
        action: 'connection.made',
        subjectType: 'connection',
        subjectId: connectionId,
        data: { platform, tenant, name, typedBy: userKey(by) },
      },
    ],
    owed: [
      {
        kind: 'notice',
        accountId,
        ...(code.personId !== null && { personId: code.personId }),
        name: 'connection.made',
        subjectId: connectionId,
        data: { name, workspace: workspaceName, by: by.name, byLink: sealedToken !== null },
      },
      happened('connection.resumed', { accountId, subjectId: connectionId }),
    ],
    outcome,
  })
  return outcome
}

/** The workspace of a connection code whose issuer may still connect things to it, and what that rests on. */
export async function targetOf(db: Database, code: Code) {
  const { purpose, personId, accountId, workspaceId } = code
  if (purpose !== 'connection') return undefined
  if (personId === null || accountId === null || workspaceId === null) return undefined
  const [workspace, roles] = await Promise.all([
    readWorkspace(db, workspaceId),
    readActor(db, personId, accountId),
  ])
  if (!workspace || !decideWorkspace(roles, workspace, 'workspace.settings').allowed) return undefined
  return { ...workspace, reliesOn: standingIn(roles, workspace) }
}
