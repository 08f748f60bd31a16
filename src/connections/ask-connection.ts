import { auditOf } from '../audit'
import { type Answer, type Context, isRefusal, type Refusal, say } from '../chat'
import { issueCode } from '../people'
import { reachedWorkspace, unlessMay, type Workspace, whichWorkspace } from '../scopes'
import type { ConnectionsOptions } from './options'
import { connectCard, whichWorkspaceCard } from './views'

/**
 * Gives a code with which somebody connects another Slack workspace or Discord server to a workspace: the one that is named,
 * else that of the place; among several, the actor picks.
 */
export async function askConnection(
  options: ConnectionsOptions,
  context: Context,
  workspaceId: string | undefined,
): Promise<Answer | Refusal> {
  const workspace =
    workspaceId === undefined
      ? await whichWorkspace(options.db, context, undefined)
      : await reachedWorkspace(options.db, context, workspaceId)
  if (isRefusal(workspace))
    return workspace.code === 'pick' ? say(whichWorkspaceCard(workspace.choices)) : workspace
  const refused = unlessMay(context, workspace, 'workspace.settings')
  if (refused) return refused
  const code = await giveCode(options, context, workspace)
  return say(connectCard(workspace.workspaceName, code, context.at, options.installing))
}

function giveCode(
  options: ConnectionsOptions,
  context: Context,
  { accountId, workspaceId }: Workspace,
): Promise<string> {
  const made = {
    purpose: 'connection' as const,
    personId: context.actor.personId,
    accountId,
    workspaceId,
    data: { defaultTeamId: defaultTeam(context, workspaceId) },
  }
  const deed = { action: 'connection.codeIssued', subjectType: 'workspace', subjectId: workspaceId }
  return issueCode(options, context, made, () => ({
    audit: [auditOf(context, { accountId, workspaceId }, deed)],
  }))
}

/** Commands over there act on the issuer's team. */
function defaultTeam({ home, actor }: Context, workspaceId: string): string | null {
  const own = actor.teamRoles.filter((team) => team.workspaceId === workspaceId).map((team) => team.teamId)
  const usual = home?.workspaceId === workspaceId ? home.defaultTeamId : null
  return usual !== null && own.includes(usual) ? usual : (own[0] ?? usual)
}
