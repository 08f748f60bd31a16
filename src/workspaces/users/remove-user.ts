import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import { takenBack } from '../../invitations'
import { reliedOn } from './may-change-user'
import { type Named, nameSuccessors, type Successor } from './name-successors'
import { planRemoval } from './plan-removal'
import { emptied, orphaned, type Removal, seenAs } from './removal'
import { auditOfRemoval, owedForRemoval } from './removal-effects'

/**
 * Role and memberships end in one write (R4). $2 the person, $3 their memberships, $4 those of the new owners, $5 and $6
 * the teams in which nobody is left, $8 the invitations by which they would come back and those that they sent to admin roles. Who joins a team meanwhile
 * changes the user's version, and a team's its own: then nothing happens. No two owners and no moment without one (R1):
 * the new one waits until the old membership has ended.
 */
const saveRemoval = defineChange(
  'workspace.remove',
  `left_workspace AS (
  DELETE FROM workspace_user WHERE workspace_id = $1 AND person_id = $2 RETURNING 1
), ended AS (
  UPDATE membership SET ended_at = $7, ended_by = 'removed', version = version + 1
  WHERE workspace_id = $1 AND person_id = $2 AND ended_at IS NULL AND EXISTS (SELECT 1 FROM left_workspace)
  RETURNING team_id, role
), promoted AS (
  UPDATE membership m SET role = 'owner', version = m.version + 1 FROM ended
  WHERE m.id = ANY($4::text[]) AND m.team_id = ended.team_id AND ended.role = 'owner' RETURNING 1
), deleted AS (
  UPDATE team SET deleted_at = $7, version = version + 1
  WHERE (id, version) IN (SELECT * FROM unnest($5::text[], $6::int[])) AND deleted_at IS NULL
    AND EXISTS (SELECT 1 FROM left_workspace) RETURNING id
), unbound AS (
  UPDATE connection SET default_team_id = NULL WHERE default_team_id IN (SELECT id FROM deleted)
), ${takenBack('$8', '$7')}, changed AS (
  SELECT 1 FROM left_workspace WHERE (SELECT count(*) FROM ended) = cardinality($3::text[])
    AND (SELECT count(*) FROM promoted) = cardinality($4::text[])
    AND (SELECT count(*) FROM deleted) = cardinality($5::text[])
    AND (SELECT count(*) FROM taken_back) = cardinality($8::text[])
)`,
)

export interface UserRemoved {
  workspaceName: string
  name: string
  accountAdmin: boolean
  /** Every team they were in; `owner`: who owns it now, null: nobody, it is deleted. Absent: they did not own it. */
  teams: readonly { name: string; owner?: string | null }[]
}

/** Ends somebody's access to the workspace and all its teams at once; `seen`: what the actor was shown (R3, R4, R5). */
export function removeUser(
  db: Database,
  context: Context,
  { workspaceId, personId, seen }: { workspaceId: string; personId: string; seen: string },
  named: Named,
): Promise<UserRemoved | Refusal> {
  return settle(db, context, async (context) => {
    const removal = await planRemoval(db, context, workspaceId, personId)
    if (isRefusal(removal)) return removal
    const successors = await nameSuccessors(db, context, removal, named)
    if (isRefusal(successors)) return successors
    const { user, belongings, invitations, sent } = removal
    if (seenAs(removal) !== seen)
      return refuse({ code: 'removalChanged', name: user.name }, orphaned(removal)[0]?.teamId)
    const gone = emptied(removal)
    const outcome = outcomeOf(removal, successors)
    await saveRemoval(
      db,
      [
        workspaceId,
        personId,
        belongings.map(({ membershipId }) => membershipId),
        successors.map(({ membershipId }) => membershipId),
        gone.map(({ teamId }) => teamId),
        gone.map(({ teamVersion }) => teamVersion),
        isoTime(context.at),
        [...invitations, ...sent].map(({ id }) => id),
      ],
      context,
      {
        reliesOn: [...reliedOn(context, removal), ...belongings, ...successors],
        audit: auditOfRemoval(context, removal, successors),
        owed: owedForRemoval(context, removal, successors),
        outcome,
      },
    )
    return outcome
  })
}

function outcomeOf({ workspace, user, belongings }: Removal, successors: readonly Successor[]): UserRemoved {
  const { workspaceName } = workspace
  const { name, accountAdmin } = user
  const newOwner = (teamId: string) => successors.find(({ team }) => team.teamId === teamId)?.name ?? null
  const teams = belongings.map(({ teamId, teamName, role }) => ({
    name: teamName,
    ...(role === 'owner' && { owner: newOwner(teamId) }),
  }))
  return { workspaceName, name, accountAdmin, teams }
}
