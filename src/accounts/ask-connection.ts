import { decideWorkspace } from '../access'
import { auditOf } from '../audit'
import { type Answer, type Context, type Refusal, refuse, say } from '../chat'
import { issueCode, readWorkspace } from '../people'
import type { AccountsOptions } from './options'
import { connectCard } from './views'

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
  return say(connectCard(workspace.workspaceName, code, context.at, options.installing))
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
