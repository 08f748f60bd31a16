import { standingIn } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Connection, manageConnection } from '../connections'
import { type Database, defineChange, orEarlier, settle } from '../db'
import type { Mirrored } from './mirror'
import { readStanding } from './repository'

const saveMirror = defineChange(
  'roleMirror.set',
  `changed AS (
  INSERT INTO role_mirror AS known (connection_id, account_id, mirrors_roles, mirrors_teams, due_at)
  SELECT id, account_id, $2, $3, $4 FROM connection WHERE id = $1 AND ended_at IS NULL
  ON CONFLICT (connection_id) DO UPDATE SET mirrors_roles = $2, mirrors_teams = $3, due_at = $4, trouble = NULL,
    version = known.version + 1, wishes = known.wishes + 1
  WHERE known.version = $5 RETURNING 1
)`,
)

export interface MirrorSet {
  connection: Connection
  mirrored: Mirrored
  /** It was so before. */
  unchanged?: true
}

/** What is mirrored in a place from now on; `seen`: the version that the form showed (F144). */
export function setMirror(
  db: Database,
  context: Context,
  connectionId: string,
  seen: number,
  wish: Mirrored,
): Promise<MirrorSet | Refusal> {
  return settle(db, context, async (context) => {
    const managed = await manageConnection(db, context, connectionId)
    if (isRefusal(managed)) return managed
    const { connection, workspace } = managed
    const before = await readStanding(db, connectionId)
    if (before.version !== seen) return refuse({ code: 'changedMeanwhile' }, 'what')
    const { roles, teams } = wish
    const outcome: MirrorSet = { connection, mirrored: { roles, teams } }
    if (before.roles === roles && before.teams === teams)
      return orEarlier<MirrorSet>(db, context, { ...outcome, unchanged: true })
    await saveMirror(db, [connectionId, roles, teams, isoTime(context.at), seen], context, {
      reliesOn: standingIn(context.actor, workspace),
      audit: [
        auditOf(context, workspace, {
          action: 'roleMirror.set',
          subjectType: 'connection',
          subjectId: connectionId,
          data: { name: connection.name, roles, teams },
        }),
      ],
      owed: [],
      outcome,
    })
    return outcome
  })
}
