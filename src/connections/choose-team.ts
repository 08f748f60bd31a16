import { type Choice, type Context, isRefusal, LIMITS, type Refusal, refuse, shorten } from '../chat'
import { type Database, defineChange, settle, statement } from '../db'
import type { Connection } from './connections'
import { effectsOf, manageConnection } from './manage-connection'

/** Nothing is meant by itself: people are asked. */
export const NO_TEAM: Choice = { value: 'none', label: 'No team: people are asked' }

export const teamChoice = ({ teamId, teamName }: Team): Choice => ({
  value: teamId,
  label: shorten(teamName, LIMITS.choiceLabel),
})

/** The team must be one of the workspace; null: none. */
const saveTeam = defineChange(
  'connection.team',
  `changed AS (
  UPDATE connection c SET default_team_id = $2::text WHERE c.id = $1 AND c.ended_at IS NULL
    AND ($2::text IS NULL OR EXISTS (
      SELECT 1 FROM team t WHERE t.id = $2 AND t.workspace_id = c.workspace_id AND t.deleted_at IS NULL)) RETURNING 1
)`,
)

interface Team {
  teamId: string
  teamName: string
}

/** Teams of workspace $1 whose name has $2 in it, or whose id it is; at most $3, by name. */
export const readTeams = statement<Team>(
  'connection.teams',
  `SELECT id AS "teamId", name AS "teamName" FROM team
   WHERE workspace_id = $1 AND deleted_at IS NULL AND (id = $2 OR strpos(lower(name), lower($2)) > 0)
   ORDER BY id = $2 DESC, lower(name) = lower($2) DESC, lower(name), id LIMIT $3`,
)

async function whichTeam(db: Database, workspaceId: string, typed: string): Promise<Team | Refusal> {
  const found = await readTeams(db, [workspaceId, typed, LIMITS.choices])
  const [first, ...others] = found
  if (!first) return refuse({ code: 'notFound', what: 'team', typed }, 'team')
  const named = first.teamId === typed || first.teamName.toLowerCase() === typed.toLowerCase()
  if (named || others.length === 0) return first
  return refuse({ code: 'pick', option: 'team', choices: found.map(teamChoice) }, 'team')
}

export interface TeamChosen {
  connection: Connection
  teamName: string | null
}

/** The team on which team commands act there: its id or name, or `NO_TEAM`. */
export function chooseTeam(
  db: Database,
  context: Context,
  connectionId: string,
  typed: string,
): Promise<TeamChosen | Refusal> {
  return settle(db, context, async (context) => {
    const managed = await manageConnection(db, context, connectionId)
    if (isRefusal(managed)) return managed
    const { connection, workspace } = managed
    const team = typed === NO_TEAM.value ? null : await whichTeam(db, workspace.workspaceId, typed)
    if (isRefusal(team)) return team
    const outcome: TeamChosen = { connection, teamName: team?.teamName ?? null }
    const effects = effectsOf(context, managed, 'teamChosen', { to: outcome.teamName }, outcome)
    await saveTeam(db, [connectionId, team?.teamId ?? null], context, effects)
    return outcome
  })
}
