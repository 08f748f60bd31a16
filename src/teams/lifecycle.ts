import { decideTeam, decideWorkspace, type TeamMembership } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, type OwedRow, settle } from '../db'
import { accountsOf, denied } from './change-member'
import { memberIds, readTeam } from './statements'
import type { Team } from './team'
import { ownTeam } from './which-team'

const insertTeam = defineChange(
  'team.create',
  `workspace_there AS (SELECT id FROM workspace WHERE id = $2 AND deleted_at IS NULL FOR SHARE),
changed AS (
  INSERT INTO team (id, account_id, workspace_id, name, created_at) SELECT $1, $3, id, $4, $5 FROM workspace_there RETURNING 1
), owner AS (
  INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT $6, $3, id, $1, $7, 'owner', $5 FROM workspace_there
)`,
)

export interface TeamMade {
  teamId: string
  teamName: string
  workspaceName: string
}

/** A new team in the workspace spoken through; its creator owns it, both settings are off (R6). */
export function createTeam(db: Database, context: Context, name: string): Promise<TeamMade | Refusal> {
  return settle(db, context, async (context) => {
    const workspace = homeWorkspace(context)
    if (!workspace) return refuse({ code: 'notFound', what: 'workspace' })
    const decision = decideWorkspace(context.actor, workspace, 'workspace.view')
    if (!decision.allowed)
      return refuse({
        code: 'denied',
        reason: decision.reason,
        scope: `workspace ${workspace.workspaceName}`,
      })
    const teamId = newId(context.at)
    const outcome: TeamMade = { teamId, teamName: name, workspaceName: workspace.workspaceName }
    const { accountId, workspaceId } = workspace
    const parameters = [
      teamId,
      workspaceId,
      accountId,
      name,
      isoTime(context.at),
      newId(context.at),
      context.actor.personId,
    ]
    await insertTeam(db, parameters, context, {
      reliesOn: [],
      audit: [
        auditOf(
          context,
          { accountId, workspaceId, teamId },
          { action: 'team.created', subjectType: 'team', subjectId: teamId, data: { name } },
        ),
      ],
      owed: [],
      outcome,
    })
    return outcome
  })
}

function homeWorkspace({ actor, home }: Context) {
  const here = actor.workspaceRoles.find((held) => held.workspaceId === home?.workspaceId)
  return here ?? (actor.workspaceRoles.length === 1 && !home ? actor.workspaceRoles[0] : undefined)
}

const saveTeam = defineChange(
  'team.settings',
  `changed AS (
  UPDATE team SET name = $2, member_chatbot_creation = $3, member_document_uploads = $4 WHERE id = $1 AND deleted_at IS NULL RETURNING 1
)`,
)

export type TeamWish = Pick<Team, 'name' | 'memberChatbotCreation' | 'memberDocumentUploads'>

/** Name and both switches; they hold for the very next command (R6). The owner is told when an admin changes them. */
export function changeSettings(
  db: Database,
  context: Context,
  teamId: string,
  wish: TeamWish,
): Promise<TeamWish | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownTeam(context, teamId)
    if (isRefusal(own)) return own
    const decision = decideTeam(own, 'team.settings')
    if (!decision.allowed) return denied(decision.reason, own)
    const [before] = await readTeam(db, [own.teamId, accountsOf(context)])
    if (!before) return refuse({ code: 'notFound', what: 'team' })
    const parameters = [own.teamId, wish.name, wish.memberChatbotCreation, wish.memberDocumentUploads]
    const from = {
      name: before.name,
      memberChatbotCreation: before.memberChatbotCreation,
      memberDocumentUploads: before.memberDocumentUploads,
    }
    await saveTeam(db, parameters, context, {
      reliesOn: [own],
      audit: [
        auditOf(context, own, {
          action: 'team.settingsChanged',
          subjectType: 'team',
          subjectId: own.teamId,
          data: { from, to: wish },
        }),
      ],
      owed: own.role === 'owner' ? [] : await tellOwner(db, context, own),
      outcome: wish,
    })
    return wish
  })
}

async function tellOwner(db: Database, context: Context, own: TeamMembership): Promise<OwedRow[]> {
  const owners = (await memberIds(db, [own.teamId])).filter((member) => member.role === 'owner')
  return owners.map((owner) => notice(context, own, owner.personId, 'team.settingsChanged'))
}

const endTeam = defineChange(
  'team.delete',
  `changed AS (UPDATE team SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL RETURNING 1),
ended AS (UPDATE membership SET ended_at = $2, ended_by = 'teamDeleted', version = version + 1 WHERE team_id = $1 AND ended_at IS NULL),
cancelled AS (UPDATE invitation SET status = 'cancelled', ended_at = $2 WHERE team_id = $1 AND status = 'pending' RETURNING id),
unbound AS (UPDATE connection SET default_team_id = NULL WHERE default_team_id = $1)`,
)

const pendingInvitations = (db: Database, teamId: string): Promise<{ id: string }[]> =>
  db.query(`SELECT id FROM invitation WHERE team_id = $1 AND status = 'pending'`, [teamId])

/** Ends a team for good: memberships end, what is pending is cancelled, everybody concerned is told. */
export function deleteTeam(
  db: Database,
  context: Context,
  teamId: string,
  typedName: string,
): Promise<TeamMade | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownTeam(context, teamId)
    if (isRefusal(own)) return own
    const decision = decideTeam(own, 'team.delete')
    if (!decision.allowed) return denied(decision.reason, own)
    if (typedName !== own.teamName) return refuse({ code: 'nameTyped', expected: own.teamName }, 'name')
    const others = (await memberIds(db, [own.teamId])).filter(
      (member) => member.personId !== context.actor.personId,
    )
    const pending = await pendingInvitations(db, own.teamId)
    const outcome: TeamMade = { teamId: own.teamId, teamName: own.teamName, workspaceName: '' }
    await endTeam(db, [own.teamId, isoTime(context.at)], context, {
      reliesOn: [own],
      audit: [
        auditOf(context, own, {
          action: 'team.deleted',
          subjectType: 'team',
          subjectId: own.teamId,
          data: { name: own.teamName },
        }),
      ],
      owed: [
        ...others.map((member) => notice(context, own, member.personId, 'team.deleted')),
        ...pending.map(
          ({ id }): OwedRow => ({
            kind: 'refresh',
            accountId: own.accountId,
            name: 'invitation',
            subjectId: id,
          }),
        ),
      ],
      outcome,
    })
    return outcome
  })
}

const notice = (context: Context, own: TeamMembership, personId: string, name: string): OwedRow => ({
  kind: 'notice',
  accountId: own.accountId,
  personId,
  name,
  subjectId: own.teamId,
  data: { team: own.teamName, by: context.actor.name },
  actorId: context.actor.personId,
})
