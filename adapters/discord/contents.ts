import type { APIMessage, REST } from 'discord.js'
import {
  DiscordAPIError,
  type RESTGetAPIChannelMessagesResult,
  type RESTGetAPIChannelResult,
  Routes,
} from 'discord.js'
import type { ContentReader, Place, SpokenMessage } from '../../src/chat'
import { createAttempt } from './attempt'
import { createDownload } from './download'
import { createRest, type RestOptions } from './rest'
import { isWritten, nameOf, wordsOf } from './said'

/** https://docs.discord.com/developers/resources/message#get-channel-messages */
const mostMessages = 100

/** Reads over REST alone, so it serves processes without a gateway. */
export function createContents(options: RestOptions): ContentReader {
  const rest = createRest(options)
  const attempt = createAttempt(rest, options.token)

  /** Undefined where Discord does not let us read, or where there is nothing. */
  async function look<T>(read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await attempt(read)
    } catch (error) {
      if (error instanceof DiscordAPIError && [401, 403, 404].includes(error.status)) return undefined
      throw error
    }
  }

  return {
    async recent(place, beforeMessageId, limit) {
      if (limit <= 0) return []
      // Answers of bots stand between what people say.
      const query = { before: beforeMessageId, limit: Math.min(limit * 3, mostMessages) }
      const newestFirst = (await look(() => readMessages(rest, place.channelId, query))) ?? []
      const said = newestFirst.filter(isSaid).slice(0, limit)
      const start = said.length < limit && !place.direct && (await look(() => readStarter(rest, place)))
      return [...(start && isSaid(start) ? [start] : []), ...said.reverse()].map(spoken)
    },
    file: createDownload(options),
  }
}

async function readMessages(
  rest: REST,
  channelId: string,
  { before, limit }: { before: string; limit: number },
): Promise<APIMessage[]> {
  const query = new URLSearchParams({ before, limit: String(limit) })
  return (await rest.get(Routes.channelMessages(channelId), { query })) as RESTGetAPIChannelMessagesResult
}

/** The message from which a thread was started has the id of the thread, and stands in its parent. */
async function readStarter(rest: REST, { channelId }: Place): Promise<APIMessage | undefined> {
  const channel = (await rest.get(Routes.channel(channelId))) as RESTGetAPIChannelResult
  if (!('thread_metadata' in channel) || !channel.parent_id) return undefined
  return (await rest.get(Routes.channelMessage(channel.parent_id, channelId))) as APIMessage
}

const isSaid = (message: APIMessage) => isWritten(message) && wordsOf(message) !== ''

const spoken = (message: APIMessage): SpokenMessage => ({
  author: nameOf(message.author),
  text: wordsOf(message),
})
