import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, type OwedRow, settle, statement } from '../db'
import { happened } from '../events'
import { adminIds } from '../scopes'
import type { Connection } from './connections'
import { effectsOf, manageConnection } from './manage-connection'

/** The account's version makes two at once come one after the other: one connection stays. */
const endConnection = defineChange(
  'connection.disconnect',
  `room AS (
  UPDATE account SET version = version + 1 WHERE id = $3 AND version = $5 AND deleted_at IS NULL RETURNING 1
), changed AS (
  UPDATE connection SET ended_at = $2, disconnected_by = $4, sealed_bot_token = NULL
  WHERE id = $1 AND ended_at IS NULL AND EXISTS (SELECT 1 FROM room) RETURNING 1
)`,
)

const readRest = statement<{ version: number; open: number }>(
  'connection.rest',
  `SELECT version, (SELECT count(*) FROM connection WHERE account_id = a.id AND id <> $2 AND ended_at IS NULL) AS open
   FROM account a WHERE id = $1`,
)

/** Ends a connection on purpose: it does not go on by itself when the app comes back. The account admins are told. */
export function endOnPurpose(
  db: Database,
  context: Context,
  connectionId: string,
): Promise<Connection | Refusal> {
  return settle(db, context, async (context) => {
    const managed = await manageConnection(db, context, connectionId)
    if (isRefusal(managed)) return managed
    const { connection } = managed
    const { accountId, name, workspaceName } = connection
    const [rest] = await readRest(db, [accountId, connectionId])
    if (!rest || rest.open === 0) return refuse({ code: 'lastConnection', what: 'place', name })
    const { personId, name: by } = context.actor
    const others = (await adminIds(db, [accountId])).filter((admin) => admin.personId !== personId)
    const effects = effectsOf(context, managed, 'disconnected', {}, connection)
    await endConnection(db, [connectionId, isoTime(context.at), accountId, personId, rest.version], context, {
      ...effects,
      owed: [
        ...others.map(
          (admin): OwedRow => ({
            ...{ kind: 'notice', name: 'connection.disconnected', accountId, subjectId: connectionId },
            ...{ ...admin, data: { name, workspace: workspaceName, by }, actorId: personId },
          }),
        ),
        // What is mirrored there goes at once.
        happened('roles.changed', { accountId, subjectId: connectionId, actorId: personId }),
      ],
    })
    return connection
  })
}
