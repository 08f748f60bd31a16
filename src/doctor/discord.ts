import { StartError } from '../start-error'
import { ask } from './ask'
import type { Check } from './check'
import { remarkOnShards } from './shards'

/**
 * GATEWAY_MESSAGE_CONTENT and, for bots in few servers, GATEWAY_MESSAGE_CONTENT_LIMITED.
 * https://docs.discord.com/developers/resources/application#application-object-application-flags
 */
const READS_CONTENT = (1 << 18) | (1 << 19)
/** GATEWAY_GUILD_MEMBERS and GATEWAY_GUILD_MEMBERS_LIMITED. */
const LISTS_MEMBERS = (1 << 14) | (1 << 15)

export const checkDiscord: Check = async (config) => {
  const { discord } = config
  if (!discord) return 'not set'
  const { body } = await ask(`${discord.apiUrl ?? 'https://discord.com/api'}/v10/applications/@me`, {
    headers: { authorization: `Bot ${discord.botToken}` },
  })
  if (!body.id) {
    throw new StartError(`DISCORD_BOT_TOKEN is refused (${body.message}): make a new one at Bot, Reset Token`)
  }
  // While it is set, Discord sends interactions there and none over the gateway.
  // https://docs.discord.com/developers/interactions/receiving-and-responding#receiving-an-interaction
  if (body.interactions_endpoint_url)
    throw new StartError(
      'its interactions go to another address than the gateway: empty the Interactions Endpoint URL at General Information',
    )
  const has = (either: number) => (Number(body.flags) & either) !== 0
  const mirrors = has(LISTS_MEMBERS)
    ? ''
    : '; without the Server Members Intent (Bot, Privileged Gateway Intents) it cannot mirror roles'
  const shards = await remarkOnShards(config, String(body.id))
  return has(READS_CONTENT)
    ? `${body.name}, which reads follow-ups in threads${mirrors}${shards}`
    : `${body.name}, without the Message Content Intent: in a server people mention the bot at every follow-up, until it is switched on at Bot, Privileged Gateway Intents, and Rolecall is started again${mirrors}${shards}`
}
