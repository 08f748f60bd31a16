import { decideWorkspace } from '../access'
import { auditOf } from '../audit'
import { type Answer, type ChatSender, type Context, type Refusal, refuse, say } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, statement } from '../db'
import { issueCode, type Redeem, readRoles, readWorkspace, userKey, usingCode } from '../people'
import type { AccountsOptions } from './options'
import { connectCard, connectedCard, PLACE_NAMES } from './views'

/** Gives a code with which somebody connects another Slack workspace or Discord server to this workspace. */
export async function askConnection(options: AccountsOptions, context: Context): Promise<Answer | Refusal> {
  const { actor } = context
  const scope = workspaceOf(context)
  const workspace = scope && (await readWorkspace(options.db, scope.workspaceId))
  if (!workspace) return refuse({ code: 'notInDirect' })
  const decision = decideWorkspace(actor, workspace, 'workspace.settings')
  if (!decision.allowed)
    return refuse({
      code: 'denied',
      reason: decision.reason,
      scope: `workspace ${workspace.workspaceName}`,
    })
  const { accountId, workspaceId } = workspace
  const made = {
    purpose: 'connection' as const,
    personId: actor.personId,
    accountId,
    workspaceId,
    data: { defaultTeamId: defaultTeam(context, workspaceId) },
  }
  const code = await issueCode(options, context, made, () => ({
    audit: [
      auditOf(
        context,
        { accountId, workspaceId },
        { action: 'connection.codeIssued', subjectType: 'workspace', subjectId: workspaceId },
      ),
    ],
  }))
  return say(connectCard(workspace.workspaceName, code, context.at))
}

/** The workspace spoken through; in a direct message the only one the person is known in. */
function workspaceOf({ home, actor }: Context): { workspaceId: string } | undefined {
  const [only, ...others] = new Set(
    [...actor.workspaceRoles, ...actor.teamRoles].map((held) => held.workspaceId),
  )
  return home ?? (only !== undefined && others.length === 0 ? { workspaceId: only } : undefined)
}

/** Commands over there act on the issuer's team. */
function defaultTeam({ home, actor }: Context, workspaceId: string): string | null {
  const own = actor.teamRoles.filter((team) => team.workspaceId === workspaceId).map((team) => team.teamId)
  const usual = home?.defaultTeamId ?? null
  return usual !== null && own.includes(usual) ? usual : (own[0] ?? usual)
}

const findConnection = statement<{ workspaceName: string }>(
  'connection.find',
  `SELECT w.name AS "workspaceName" FROM connection c JOIN workspace w ON w.id = c.workspace_id
WHERE c.platform = $1 AND c.tenant = $2 AND c.ended_at IS NULL`,
)

const connect = defineChange(
  'connection.make',
  `${usingCode(1, 2)}, made AS (
  INSERT INTO connection (id, account_id, workspace_id, platform, tenant, name, default_team_id, created_at)
  VALUES ($3, $4, $5, $6, $7, $8, (SELECT id FROM team WHERE id = $9 AND deleted_at IS NULL), $2)
)`,
)

/** A connection code, typed by somebody who manages the other place. The issuer's right is looked at again (R4). */
export function redeemConnection(options: AccountsOptions): Redeem {
  const { db } = options
  return async (visit, code) => {
    const { place, sender, at } = visit
    const { platform, tenant } = place
    if (tenant === null) return refuse({ code: 'notInDirect' })
    if (sender.stranger) return refuse({ code: 'stranger' })
    if (!(await managesTenant(options, sender))) return refuse({ code: 'mayNotConnect' })
    const [existing] = await findConnection(db, [platform, tenant])
    if (existing) return refuse({ code: 'alreadyConnected', workspace: existing.workspaceName })
    const workspace = await authorised(db, code)
    if (!workspace) return refuse({ code: 'codeWrong' }, 'code')
    const { accountId, workspaceId, workspaceName } = workspace
    const connectionId = newId(at)
    const name = (await options.profiles(platform)?.tenantName(tenant)) ?? PLACE_NAMES[platform]
    const card = connectedCard(name, workspaceName, visit.actor?.name)
    const row = [
      connectionId,
      accountId,
      workspaceId,
      platform,
      tenant,
      name,
      code.data.defaultTeamId ?? null,
    ]
    await connect(db, [code.hash, isoTime(at), ...row], visit, {
      reliesOn: [],
      audit: [
        {
          accountId,
          workspaceId,
          actorId: code.personId,
          platform,
          action: 'connection.made',
          subjectType: 'connection',
          subjectId: connectionId,
          data: { platform, tenant, name, typedBy: userKey(sender) },
        },
      ],
      owed: [
        {
          kind: 'notice',
          accountId,
          ...(code.personId !== null && { personId: code.personId }),
          name: 'connection.made',
          subjectId: connectionId,
          data: { name, workspace: workspaceName, by: sender.name },
        },
      ],
      outcome: card,
    })
    return card
  }
}

async function managesTenant({ profiles }: AccountsOptions, sender: ChatSender): Promise<boolean> {
  const { platform, tenant, userId, managesTenant: said } = sender
  if (said !== undefined) return said
  const profile = await profiles(platform)?.profile({ platform, tenant, userId })
  return profile?.managesTenant ?? false
}

/** The workspace of a code whose issuer may still connect things to it. */
async function authorised(db: Database, code: Parameters<Redeem>[1]) {
  const { personId, accountId, workspaceId } = code
  if (personId === null || accountId === null || workspaceId === null) return undefined
  const [workspace, roles] = await Promise.all([
    readWorkspace(db, workspaceId),
    readRoles(db, personId, accountId),
  ])
  return workspace && decideWorkspace(roles, workspace, 'workspace.settings').allowed ? workspace : undefined
}
