import type { TeamMembership } from '../access'
import { type Choice, type Context, type Option, type Refusal, refuse } from '../chat'

/** The `team:` option that every team command has. */
export const teamOption = {
  kind: 'search',
  description: 'Which team, when you are in several',
  named: true,
  search: async (context: Context, typed: string) => suggestTeams(context, typed),
} as const satisfies Option

/**
 * Team commands act on the connection's default team; a person in several teams may name one, or is asked. In a place that
 * belongs to a workspace, teams of others are meant only when they are named.
 */
export function whichTeam(context: Context, typed?: string): TeamMembership | Refusal {
  const teams = context.actor.teamRoles
  if (typed !== undefined) return namedTeam(context, typed)
  const near = teamsHere(context)
  const usual = near.find((team) => team.teamId === context.home?.defaultTeamId)
  const [first, ...others] = near
  if (usual) return usual
  if (!first) return refuse({ code: 'noTeam', ...(teams.length > 0 && { elsewhere: true }) })
  if (others.length === 0) return first
  return pickFrom(context, near)
}

/** Of the workspace of the place; in a Discord direct message all. */
function teamsHere({ actor, home }: Context): readonly TeamMembership[] {
  return home === null
    ? actor.teamRoles
    : actor.teamRoles.filter((team) => team.workspaceId === home.workspaceId)
}

function namedTeam(context: Context, typed: string): TeamMembership | Refusal {
  const folded = typed.toLowerCase()
  const isNamed = (team: TeamMembership) => team.teamId === typed || team.teamName.toLowerCase() === folded
  const near = teamsHere(context).filter(isNamed)
  const fitting = near.length > 0 ? near : context.actor.teamRoles.filter(isNamed)
  const [only, ...others] = fitting
  if (!only) return refuse({ code: 'notFound', what: 'team', typed })
  if (others.length === 0) return only
  return pickFrom(context, fitting)
}

const pickFrom = (context: Context, teams: readonly TeamMembership[]): Refusal =>
  refuse({ code: 'pick', option: 'team', choices: teams.map((team) => choiceOf(context, team)) })

/** The actor's membership in the team that a button names; a team they are not in does not exist for them (R21). */
export function ownTeam(
  { actor }: Pick<Context, 'actor'>,
  teamId: string | undefined,
): TeamMembership | Refusal {
  return actor.teamRoles.find((team) => team.teamId === teamId) ?? refuse({ code: 'notFound', what: 'team' })
}

/** Nothing typed yet: those that can be meant here. What is typed may name one of another workspace, which is said. */
function suggestTeams(context: Context, typed: string): readonly Choice[] {
  const folded = typed.trim().toLowerCase()
  const near = teamsHere(context)
  const far = folded === '' ? [] : context.actor.teamRoles.filter((team) => !near.includes(team))
  return [...near, ...far]
    .filter((team) => team.teamName.toLowerCase().includes(folded))
    .map((team) => choiceOf(context, team))
}

/** Where teams of several workspaces may stand side by side, each says where it belongs. */
function choiceOf({ actor, home }: Context, { teamId, teamName, workspaceId, role }: TeamMembership): Choice {
  const several = actor.teamRoles.some((team) => team.workspaceId !== workspaceId)
  const workspace = actor.workspaceRoles.find((held) => held.workspaceId === workspaceId)?.workspaceName
  const where = several && workspaceId !== home?.workspaceId && workspace ? `, in ${workspace}` : ''
  return { value: teamId, label: `${teamName} (${role}${where})` }
}
