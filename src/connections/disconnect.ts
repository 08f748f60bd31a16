import { redrawMissed } from '../cards'
import type { Platform } from '../chat'
import { isoTime } from '../clock'
import { defineChange, newId, settle } from '../db'
import { adminIds } from '../scopes'
import { findConnection, resumeConnection } from './connections'
import type { ConnectionsOptions } from './options'

/** Why a platform lets us in no longer. */
export type Disconnection = 'tokensRevoked' | 'uninstalled' | 'removed'

const end = defineChange(
  'connection.end',
  `changed AS (
  UPDATE connection SET ended_at = $2, sealed_bot_token = NULL WHERE id = $1 AND ended_at IS NULL RETURNING 1
)`,
)

/** The app was removed: ends the connection, forgets its token and tells the account admins (B15). */
export async function disconnect(
  { db, clock, profiles, log }: ConnectionsOptions,
  platform: Platform,
  tenant: string,
  why: Disconnection,
): Promise<void> {
  // Platforms tell late and again: by then it may have been installed anew.
  const stillIn = await profiles(platform)
    ?.tenantName(tenant)
    .catch(() => null)
  if (stillIn) return log.info({ platform, tenant, why }, 'Still connected, though it was said to have ended')
  const at = clock.now()
  await settle(db, { key: `disconnect:${newId(at)}`, at }, async (wish) => {
    const connection = await findConnection(db, platform, tenant)
    if (!connection?.active) return
    const { connectionId, accountId, workspaceId, name } = connection
    const admins = await adminIds(db, [accountId])
    await end(db, [connectionId, isoTime(at)], wish, {
      reliesOn: [],
      audit: [
        {
          accountId,
          workspaceId,
          actorId: null,
          platform,
          action: 'connection.ended',
          subjectType: 'connection',
          subjectId: connectionId,
          data: { name, platform, tenant, why },
        },
      ],
      owed: admins.map(({ personId }) => ({
        kind: 'notice',
        accountId,
        personId,
        name: 'connection.ended',
        subjectId: connectionId,
      })),
      outcome: null,
    })
    log.warn({ platform, tenant, why }, 'A connection has ended')
  })
}

/**
 * The app is there, perhaps again, without anybody having brought a token: an ended connection goes on as it was (B15). Of one
 * that is open nobody may have told us that the app was away.
 */
export async function reconnect(
  { db, clock, log }: ConnectionsOptions,
  platform: Platform,
  tenant: string,
): Promise<void> {
  const at = clock.now()
  await settle(db, { key: `reconnect:${newId(at)}`, at }, async (wish) => {
    const connection = await findConnection(db, platform, tenant)
    if (!connection) return
    if (connection.active) return redrawMissed(db, connection.connectionId, at)
    await resumeConnection(db, wish, connection, { by: { platform, data: { tenant } } })
    log.info({ platform, tenant }, 'A connection has been resumed')
  })
}
