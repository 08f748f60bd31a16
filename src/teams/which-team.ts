import type { TeamMembership } from '../access'
import { type Choice, type Context, type Option, type Refusal, refuse } from '../chat'

/** The `team:` option that every team command has. */
export const teamOption = {
  kind: 'search',
  description: 'Which team, when you are in several',
  named: true,
  search: async (context: Context, typed: string) => suggestTeams(context, typed),
} as const satisfies Option

/** Team commands act on the connection's default team; a person in several teams may name one, or is asked. */
export function whichTeam(context: Context, typed?: string): TeamMembership | Refusal {
  const teams = context.actor.teamRoles
  if (typed !== undefined) return namedTeam(teams, typed)
  const usual = teams.find((team) => team.teamId === context.home?.defaultTeamId)
  const [first, ...others] = teams
  if (usual) return usual
  if (!first) return refuse({ code: 'noTeam' })
  if (others.length === 0) return first
  return refuse({ code: 'pick', option: 'team', choices: suggestTeams(context, '') })
}

function namedTeam(teams: readonly TeamMembership[], typed: string): TeamMembership | Refusal {
  const folded = typed.toLowerCase()
  const fitting = teams.filter((team) => team.teamId === typed || team.teamName.toLowerCase() === folded)
  const [only, ...others] = fitting
  if (!only) return refuse({ code: 'notFound', what: 'team', typed })
  if (others.length === 0) return only
  return refuse({ code: 'pick', option: 'team', choices: fitting.map(choiceOf) })
}

/** The actor's membership in the team that a button names; a team they are not in does not exist for them (R21). */
export function ownTeam(
  { actor }: Pick<Context, 'actor'>,
  teamId: string | undefined,
): TeamMembership | Refusal {
  return actor.teamRoles.find((team) => team.teamId === teamId) ?? refuse({ code: 'notFound', what: 'team' })
}

function suggestTeams(context: Context, typed: string): readonly Choice[] {
  const folded = typed.toLowerCase()
  return context.actor.teamRoles.filter((team) => team.teamName.toLowerCase().includes(folded)).map(choiceOf)
}

const choiceOf = (team: TeamMembership): Choice => ({
  value: team.teamId,
  label: `${team.teamName} (${team.role})`,
})
