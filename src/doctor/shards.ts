import type { Config } from '../config'
import { statement } from '../db'
import { StartError } from '../start-error'
import { lookInto } from './look-into'

interface Shards {
  total: number
  served: number
}

/** Of the number of shards that counts: the one whose rows were made last. `bot` begins with the application's id. */
const countShards = statement<Shards>(
  'doctor.shards',
  `SELECT count(*) AS total, count(*) FILTER (WHERE leased_until > now()) AS served FROM discord_shard s
WHERE starts_with(s.bot, $1) AND s.of = (
  SELECT of FROM discord_shard WHERE starts_with(bot, $1) ORDER BY made_at DESC LIMIT 1)`,
)

/** A remark on who serves the gateway's shards. @throws StartError when nobody serves some of them */
export async function remarkOnShards(config: Config, applicationId: string): Promise<string> {
  const [shards] = (await lookInto(config, (db) => countShards(db, [applicationId]))) ?? []
  if (!shards || shards.total === 0) return ''
  const { total, served } = shards
  if (served < total)
    throw new StartError(
      `${total - served} of ${total} shards of its gateway are served by nobody: start \`rolecall discord\`, or look into its log`,
    )
  return `; ${total === 1 ? 'its shard is' : `all ${total} shards are`} served`
}
