import { StartError } from '../start-error'
import { ask } from './ask'
import type { Check } from './check'

/**
 * GATEWAY_MESSAGE_CONTENT and, for bots in few servers, GATEWAY_MESSAGE_CONTENT_LIMITED.
 * https://docs.discord.com/developers/resources/application#application-object-application-flags
 */
const READS_CONTENT = (1 << 18) | (1 << 19)

export const checkDiscord: Check = async ({ discord }) => {
  if (!discord) return 'not set'
  const { body } = await ask(`${discord.apiUrl ?? 'https://discord.com/api'}/v10/applications/@me`, {
    headers: { authorization: `Bot ${discord.botToken}` },
  })
  if (!body.id) {
    throw new StartError(`DISCORD_BOT_TOKEN is refused (${body.message}): make a new one at Bot, Reset Token`)
  }
  return (Number(body.flags) & READS_CONTENT) !== 0
    ? `${body.name}, which reads follow-ups in threads`
    : `${body.name}, without the Message Content Intent: in a server people mention the bot at every follow-up, until it is switched on at Bot, Privileged Gateway Intents, and Rolecall is started again`
}
