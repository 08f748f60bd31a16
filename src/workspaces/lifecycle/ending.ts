import type { AuditRow, OwedRow } from '../../db'
import { statement } from '../../db'
import { happened } from '../../events'

/** A workspace that is to end with everything of it, as it is at this moment. */
export interface Ending {
  accountId: string
  workspaceId: string
  workspaceName: string
  /** Grows whenever somebody is invited to it or comes in, and with every team and connection. */
  version: number
  teams: readonly { teamId: string; teamName: string; version: number }[]
  /** Everybody with a role in it or in one of its teams; `chatbots`: how many of theirs end. */
  people: readonly { personId: string; chatbots: number }[]
}

/** The workspaces $1, as far as they are there. */
export const readEndings = statement<Ending>(
  'workspace.endings',
  `SELECT w.account_id AS "accountId", w.id AS "workspaceId", w.name AS "workspaceName", w.version,
     (SELECT coalesce(json_agg(json_build_object('teamId', t.id, 'teamName', t.name, 'version', t.version) ORDER BY t.id), '[]')
      FROM team t WHERE t.workspace_id = w.id AND t.deleted_at IS NULL) AS teams,
     (SELECT coalesce(json_agg(json_build_object('personId', of.person_id, 'chatbots', (SELECT count(*) FROM chatbot c
        WHERE c.workspace_id = w.id AND c.owner_id = of.person_id AND c.deleted_at IS NULL)) ORDER BY of.person_id), '[]')
      FROM (SELECT person_id FROM workspace_user WHERE workspace_id = w.id
        UNION SELECT person_id FROM membership WHERE workspace_id = w.id AND ended_at IS NULL) of) AS people
   FROM workspace w WHERE w.id = ANY($1) AND w.deleted_at IS NULL ORDER BY w.id`,
)

/**
 * CTEs that end workspaces with everything of them, for a change that decides so; `$first` and the five after it are
 * `endingParameters`. `ended` has a row when all ended as they were read: whoever came in meanwhile makes it stale, so that
 * nobody stays behind. What is searched by what ended (documents, conversations, chatbots made meanwhile) follows in batches.
 */
export function ending(first: number): string {
  const [ids, versions, teams, teamVersions, moment, actor] = [0, 1, 2, 3, 4, 5].map((n) => `$${first + n}`)
  const OF_THEM = 'workspace_id IN (SELECT id FROM ended_workspaces)'
  return `ended_workspaces AS (
  UPDATE workspace SET deleted_at = ${moment}, version = version + 1
  WHERE (id, version) IN (SELECT * FROM unnest(${ids}::text[], ${versions}::int[])) AND deleted_at IS NULL RETURNING id
), ended_teams AS (
  UPDATE team SET deleted_at = ${moment}, version = version + 1
  WHERE (id, version) IN (SELECT * FROM unnest(${teams}::text[], ${teamVersions}::int[])) AND ${OF_THEM} AND deleted_at IS NULL
  RETURNING id
), ended_memberships AS (
  UPDATE membership SET ended_at = ${moment}, ended_by = 'teamDeleted', version = version + 1 WHERE ${OF_THEM} AND ended_at IS NULL
), ended_users AS (
  DELETE FROM workspace_user WHERE ${OF_THEM}
), ended_connections AS (
  UPDATE connection SET ended_at = ${moment}, sealed_bot_token = NULL, disconnected_by = ${actor} WHERE ${OF_THEM} AND ended_at IS NULL
), ended_chatbots AS (
  UPDATE chatbot SET deleted_at = ${moment}, description = '', instructions = '' WHERE ${OF_THEM} AND deleted_at IS NULL RETURNING id
), ended_bases AS (
  UPDATE knowledge_base SET deleted_at = ${moment} WHERE ${OF_THEM} AND deleted_at IS NULL
), forgotten AS (
  DELETE FROM chatbot_instructions WHERE chatbot_id IN (SELECT id FROM ended_chatbots)
), ended_shares AS (
  UPDATE share_grant SET ended_at = ${moment} WHERE ended_at IS NULL AND chatbot_id IN (SELECT id FROM ended_chatbots)
), ended AS (
  SELECT 1 WHERE (SELECT count(*) FROM ended_workspaces) = cardinality(${ids}::text[])
    AND (SELECT count(*) FROM ended_teams) = cardinality(${teams}::text[])
)`
}

export const endingParameters = (
  endings: readonly Ending[],
  moment: string,
  actorId: string,
): readonly unknown[] => {
  const teams = endings.flatMap((each) => each.teams)
  return [
    endings.map(({ workspaceId }) => workspaceId),
    endings.map(({ version }) => version),
    teams.map(({ teamId }) => teamId),
    teams.map(({ version }) => version),
    moment,
    actorId,
  ]
}

type Deed = Pick<AuditRow, 'actorId' | 'platform'>

/** One entry for each workspace and each team (R18). */
export const auditOfEnding = (
  by: Deed,
  { accountId, workspaceId, workspaceName, teams }: Ending,
): AuditRow[] => [
  {
    ...{ ...by, accountId, workspaceId, action: 'workspace.deleted' },
    ...{ subjectType: 'workspace', subjectId: workspaceId, data: { name: workspaceName } },
  },
  ...teams.map(({ teamId, teamName }) => ({
    ...{ ...by, accountId, workspaceId, teamId, action: 'team.deleted' },
    ...{ subjectType: 'team', subjectId: teamId, data: { name: teamName } },
  })),
]

/** For the features that have something of it. */
export const eventsOfEnding = (actorId: string, { accountId, workspaceId, teams }: Ending): OwedRow[] => [
  happened('workspace.deleted', { accountId, actorId, subjectId: workspaceId }),
  ...teams.map(({ teamId }) => happened('team.deleted', { accountId, actorId, subjectId: teamId })),
]
