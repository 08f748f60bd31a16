import { bold, type Card, type Context, ROLE_NAMES, ref, shorten, text } from '../../chat'
import type { OwedRow } from '../../db'
import type { NoticeKind, Owed } from '../../notices'
import type { Workspace } from '../../scopes'
import { inWorkspaceLine } from '../../scopes'
import { listed, NAMES_LENGTH } from '../listed'

/** What people are told; the words come from the moment of the change, which cannot become untrue. */
export const userNotices: readonly NoticeKind[] = [
  notice('roleChanged', ({ by, workspace, from, to }) => ({
    title: `You are now ${roleName(to)} of workspace ${workspace}`,
    text: text`${bold(by)} changed your role from ${roleName(from)} to ${roleName(to)}.`,
    context: inWorkspaceLine(workspace),
  })),
  notice('removed', ({ by, workspace, teams }) => ({
    tone: 'warning',
    title: `You are no longer in workspace ${workspace}`,
    text: text`${bold(by)} removed you${teams.length > 0 ? text`, also from ${listed(teams)}` : ''}. Coming back needs a new invitation.`,
    context: inWorkspaceLine(workspace),
  })),
  notice('newOwner', ({ by, workspace, name, team, teamId }) => ({
    title: `You now own team ${team}`,
    text: text`${bold(by)} removed ${bold(name)} from the workspace and named you as the new owner. From now on you pay for what is shared with the team.`,
    context: inWorkspaceLine(workspace),
    buttons: [{ label: 'Overview', press: ref('teams.overview', teamId) }],
  })),
]

type Deed = 'roleChanged' | 'removed' | 'newOwner'

/** Owes a person a notice about what the actor did in the workspace. */
export const tell = (
  { actor }: Pick<Context, 'actor'>,
  { accountId, workspaceId, workspaceName }: Workspace,
  personId: string,
  deed: Deed,
  data: Readonly<Record<string, unknown>>,
): OwedRow => ({
  kind: 'notice',
  accountId,
  personId,
  name: `workspace.${deed}`,
  subjectId: workspaceId,
  data: { ...data, workspace: workspaceName, by: actor.name },
  actorId: actor.personId,
})

function notice(deed: Deed, draw: (data: ReturnType<typeof read>) => Card): NoticeKind {
  return { name: `workspace.${deed}`, draw: async (owed) => ({ card: draw(read(owed)) }) }
}

function read({ data }: Owed) {
  const word = (name: string) => shorten(String(data[name] ?? ''), NAMES_LENGTH)
  return {
    ...{ by: word('by'), workspace: word('workspace'), from: word('from'), to: word('to') },
    ...{ name: word('name'), team: word('team'), teamId: word('teamId') },
    teams: Array.isArray(data.teams) ? data.teams.map(String) : [],
  }
}

const roleName = (role: string) => ROLE_NAMES[role as keyof typeof ROLE_NAMES] ?? role
