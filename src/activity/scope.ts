import type { TeamMembership } from '../access'
import type { Workspace } from '../scopes'

/** What is reviewed: the members of a team, or the users of a workspace. */
export interface Scope {
  kind: 'team' | 'workspace'
  id: string
  name: string
  accountId: string
  workspaceId: string
}

export const teamScope = ({ teamId, teamName, accountId, workspaceId }: TeamMembership): Scope => ({
  ...{ kind: 'team', id: teamId, name: teamName, accountId, workspaceId },
})

export const workspaceScope = ({ workspaceId, workspaceName, accountId }: Workspace): Scope => ({
  ...{ kind: 'workspace', id: workspaceId, name: workspaceName, accountId, workspaceId },
})
