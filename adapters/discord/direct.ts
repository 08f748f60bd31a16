import { createHash } from 'node:crypto'
import {
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageResult,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  Routes,
} from 'discord.js'
import type { Card, PostedMessage } from '../../src/chat'
import { cardMessage } from './card'
import { errorCode } from './errors'
import { DISCORD } from './place'
import { discordText } from './text'

/** Where the bot and the person write to each other, as a channel id. @throws DiscordAPIError */
export async function openDirect(rest: REST, userId: string): Promise<string> {
  const channel = (await rest.post(Routes.userChannels(), {
    body: { recipient_id: userId },
  })) as RESTPostAPICurrentUserCreateDMChannelResult
  return channel.id
}

/**
 * Posts a card privately. `key` makes a repeat within a few minutes return the message that is already there.
 * Components messages reach phones as empty notifications, so the title is posted as words and the card put in its place.
 * https://github.com/discord/discord-api-docs/issues/7854
 * @throws DiscordAPIError
 */
export async function postDirect(
  rest: REST,
  userId: string,
  card: Card,
  key: string,
): Promise<PostedMessage> {
  const channelId = await openDirect(rest, userId)
  const message = (await rest.post(Routes.channelMessages(channelId), {
    body: {
      content: discordText(card.title),
      allowed_mentions: { parse: [] },
      nonce: nonce(key),
      enforce_nonce: true,
    },
  })) as RESTPostAPIChannelMessageResult
  const posted: PostedMessage = {
    platform: 'discord',
    tenant: DISCORD,
    channelId,
    messageId: message.id,
  }
  await editMessage(rest, posted, card)
  return posted
}

/**
 * The card takes the place of everything the message showed. Threads close by themselves, and have to be opened then.
 * https://docs.discord.com/developers/topics/threads#active-&-archived-threads
 * @throws DiscordAPIError
 */
export async function editMessage(rest: REST, message: PostedMessage, card: Card): Promise<void> {
  const { channelId, messageId } = message
  const { body, files } = cardMessage(card)
  const edit = () =>
    rest.patch(Routes.channelMessage(channelId, messageId), { body: { ...body, content: null }, files })
  try {
    await edit()
  } catch (error) {
    if (errorCode(error) !== RESTJSONErrorCodes.InvalidActionOnArchivedThread) throw error
    await rest.patch(Routes.channel(channelId), { body: { archived: false } })
    await edit()
  }
}

/** At most 25 characters. https://docs.discord.com/developers/resources/message#create-message */
const nonce = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 25)
