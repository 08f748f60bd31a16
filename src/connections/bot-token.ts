import { statement } from '../db'
import type { ConnectionsOptions } from './options'

const readSealed = statement<{ sealed: string | null }>(
  'connection.token',
  `SELECT sealed_bot_token AS sealed FROM connection WHERE platform = 'slack' AND tenant = $1 AND ended_at IS NULL`,
)

/**
 * The bot token of a Slack workspace that was installed by OAuth, opened for this one use. Null: there is none, or the
 * key that sealed it is gone; installing again brings a new one.
 */
export function botTokenOf({ db, secrets, log }: Pick<ConnectionsOptions, 'db' | 'secrets' | 'log'>) {
  return async (tenant: string): Promise<string | null> => {
    const [found] = await readSealed(db, [tenant])
    if (!found?.sealed) return null
    try {
      return secrets.open(found.sealed)
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown'
      log.error(
        { tenant, why },
        'Cannot open the bot token of this Slack workspace; install Rolecall there again',
      )
      return null
    }
  }
}
