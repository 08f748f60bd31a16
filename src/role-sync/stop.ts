import type { CannotMirror } from '../chat'
import { type Database, defineChange, newId, type OwedRow, settle, statement } from '../db'
import type { Mirror, Trouble } from './mirror'
import { STOPPED } from './notices'
import { readStanding } from './repository'

const saveTrouble = defineChange(
  'roleMirror.stop',
  `changed AS (
  UPDATE role_mirror SET trouble = $2::jsonb WHERE connection_id = $1 AND (mirrors_roles OR mirrors_teams) RETURNING 1
)`,
)

/** $1 workspace, $2 account: who may change the settings of the workspace. */
const readAdmins = statement<{ personId: string }>(
  'roleSync.admins',
  `SELECT person_id AS "personId" FROM workspace_user WHERE workspace_id = $1 AND role = 'workspaceAdmin'
   UNION SELECT person_id FROM account_admin WHERE account_id = $2 ORDER BY 1`,
)

/**
 * Notes why roles cannot be mirrored, unless that was switched off meanwhile. The admins are told once of each trouble, not of
 * a removed app: that is told elsewhere.
 */
export async function stopMirror(
  db: Database,
  mirror: Mirror,
  { why, about }: CannotMirror,
  at: number,
): Promise<void> {
  const { connectionId, accountId, workspaceId, name } = mirror
  const trouble: Trouble = { why, ...(about !== undefined && { about }) }
  if (mirror.trouble?.why === why && mirror.trouble.about === about) return
  await settle(db, { key: `roleMirror:${newId(at)}`, at }, async (wish) => {
    const { roles, teams } = await readStanding(db, connectionId)
    if (!(roles || teams)) return
    const admins = why === 'disconnected' ? [] : await readAdmins(db, [workspaceId, accountId])
    await saveTrouble(db, [connectionId, JSON.stringify(trouble)], wish, {
      reliesOn: [],
      audit: [
        {
          ...{ accountId, workspaceId, actorId: null, action: 'roleMirror.stopped' },
          ...{ subjectType: 'connection', subjectId: connectionId, data: { name, ...trouble } },
        },
      ],
      owed: admins.map(
        ({ personId }): OwedRow => ({
          ...{ kind: 'notice', accountId, personId, name: STOPPED, subjectId: connectionId },
        }),
      ),
      outcome: null,
    })
  })
}
