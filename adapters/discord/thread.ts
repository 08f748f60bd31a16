import {
  ChannelType,
  DiscordAPIError,
  type GatewayMessageCreateDispatchData,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessagesThreadsResult,
  Routes,
} from 'discord.js'
import { cleanName } from '../../src/chat'
import { errorCode } from './errors'
import type { Log } from './log'

const longestName = 100

/** Where messages can have a thread. Discord need not say what a channel is; then it is tried. */
const threaded: readonly (ChannelType | undefined)[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  undefined,
]

/** The first words of the question, on one line; a cut falls between two words where there is a blank near it. */
export function threadName(question: string, otherwise: string): string {
  const words = question.replace(/<a?(:\w+:)\d+>/g, '$1').replace(/\s+/g, ' ')
  const name = cleanName(words, longestName) ?? otherwise
  return name.replace(/\s\S{0,20}…$/, '…')
}

/**
 * Starts a thread from a message. Resolves to its channel, which has the id of the message, or to undefined where the
 * answer must stand in the channel itself: no thread fits there, or the bot may not start one.
 * https://docs.discord.com/developers/resources/channel#start-thread-from-message
 */
export async function startThread(
  rest: REST,
  raw: GatewayMessageCreateDispatchData,
  name: string,
  log: Log,
): Promise<string | undefined> {
  if (!raw.guild_id || !threaded.includes(raw.channel_type)) return undefined
  try {
    const route = Routes.threads(raw.channel_id, raw.id)
    const thread = (await rest.post(route, { body: { name } })) as RESTPostAPIChannelMessagesThreadsResult
    return thread.id
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    const code = errorCode(error)
    if (code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return raw.id
    log.info(
      { code, channelId: raw.channel_id },
      'no thread was started, so the answer stands in the channel',
    )
    return undefined
  }
}
