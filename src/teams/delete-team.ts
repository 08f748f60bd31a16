import { decideTeam } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { happened } from '../events'
import { accountsOf, denied } from './change-member'
import { tell } from './notices'
import { memberIds, readTeam } from './statements'
import { ownTeam } from './which-team'

/** Somebody who came in since the version was read makes the change stale: nobody stays behind, or is not told. */
const endTeam = defineChange(
  'team.delete',
  `changed AS (
  UPDATE team SET deleted_at = $2, version = version + 1
  WHERE id = $1 AND version = $3 AND name = $4 AND deleted_at IS NULL RETURNING 1
), ended AS (
  UPDATE membership SET ended_at = $2, ended_by = 'teamDeleted', version = version + 1
  WHERE team_id = $1 AND ended_at IS NULL AND EXISTS (SELECT 1 FROM changed)
), unbound AS (UPDATE connection SET default_team_id = NULL WHERE default_team_id = $1)`,
)

export interface TeamDeleted {
  teamName: string
}

/** Ends a team for good: memberships end, its members are told, and whoever has something pending with it follows. */
export function deleteTeam(
  db: Database,
  context: Context,
  teamId: string,
  typedName: string,
): Promise<TeamDeleted | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownTeam(context, teamId)
    if (isRefusal(own)) return own
    const decision = decideTeam(own, 'team.delete')
    if (!decision.allowed) return denied(decision.reason, own)
    const [team] = await readTeam(db, [teamId, accountsOf(context)])
    if (!team) return refuse({ code: 'notFound', what: 'team' })
    if (typedName !== team.name) return refuse({ code: 'nameTyped', expected: team.name }, 'name')
    const others = (await memberIds(db, [teamId])).filter(
      ({ personId }) => personId !== context.actor.personId,
    )
    const outcome: TeamDeleted = { teamName: team.name }
    const deleted = {
      action: 'team.deleted',
      subjectType: 'team',
      subjectId: teamId,
      data: { name: team.name },
    }
    await endTeam(db, [teamId, isoTime(context.at), team.version, team.name], context, {
      reliesOn: [own],
      audit: [auditOf(context, own, deleted)],
      owed: [
        ...others.map(({ personId }) => tell(context, own, personId, 'team.deleted')),
        happened('team.deleted', {
          accountId: own.accountId,
          subjectId: teamId,
          actorId: context.actor.personId,
        }),
      ],
      outcome,
    })
    return outcome
  })
}
