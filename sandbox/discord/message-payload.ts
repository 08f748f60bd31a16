import { channelPayload } from './channel-payload'
import type { Context } from './context'
import { attachmentPayload } from './files'
import { shownComponents } from './media'
import { withoutContent } from './message-content'
import { partialMemberPayload, userPayload } from './payloads'
import { intent } from './protocol'
import type { Json, StoredMessage } from './types'

/** https://docs.discord.com/developers/resources/message#message-object */
export function messagePayload(context: Context, message: StoredMessage): Json {
  const { reference } = message
  if (!reference) return plainPayload(context, message)
  const channel = context.channels.get(reference.channelId)
  const original = channel?.messages.get(reference.messageId)
  return {
    ...plainPayload(context, message),
    message_reference: {
      type: 0,
      message_id: reference.messageId,
      channel_id: reference.channelId,
      guild_id: channel?.guildId,
    },
    // null: "the referenced message was deleted".
    referenced_message: original ? plainPayload(context, original) : null,
  }
}

/** The message as the REST API gives it to the bot, whatever its gateway sessions asked for. */
export function fetchedPayload(context: Context, message: StoredMessage): Json {
  const inGuild = context.channels.get(message.channelId)?.guildId !== undefined
  const payload = messagePayload(context, message)
  const isGranted = (context.privilegedIntents & intent.messageContent) !== 0
  return inGuild && !isGranted ? withoutContent(payload, context.botUserId) : payload
}

/** The message as MESSAGE_CREATE and MESSAGE_UPDATE carry it: with guild, member and kind of channel. */
export function messageEventPayload(context: Context, message: StoredMessage): Json {
  const channel = context.channels.get(message.channelId)
  const guildId = channel?.guildId
  const member =
    guildId === undefined ? undefined : context.guilds.get(guildId)?.members.get(message.authorId)
  return {
    ...messagePayload(context, message),
    // By this discord.js recognises a direct message in a channel it has not seen before.
    channel_type: channel?.type,
    ...(guildId !== undefined && { guild_id: guildId }),
    ...(member && { member: partialMemberPayload(member) }),
  }
}

/** Without the message it replies to. */
function plainPayload(context: Context, message: StoredMessage): Json {
  const author = context.users.get(message.authorId)
  const { mentions } = message
  const users = mentions.flatMap((id) => context.users.get(id) ?? [])
  const thread = message.threadId === undefined ? undefined : context.channels.get(message.threadId)
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    content: message.content,
    author: author && userPayload(author),
    timestamp: message.timestamp,
    edited_timestamp: message.editedTimestamp,
    tts: false,
    mention_everyone: mentions.includes('everyone') || mentions.includes('here'),
    mentions: users.map(userPayload),
    mention_roles: mentions.filter((id) => id.startsWith('role:')).map((id) => id.slice(5)),
    attachments: message.attachments.map((file) => attachmentPayload(context, file)),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: shownComponents(context, message),
    pinned: false,
    flags: message.flags,
    ...(message.nonce !== undefined && { nonce: message.nonce }),
    ...(message.token !== undefined && {
      application_id: context.applicationId,
      webhook_id: context.applicationId,
    }),
    ...interactionPayload(context, message),
    ...(thread && { thread: channelPayload(context, thread) }),
  }
}

/** https://docs.discord.com/developers/resources/message#message-interaction-metadata-object */
function interactionPayload(context: Context, { id, channelId, interaction }: StoredMessage): Json {
  const user = interaction && context.users.get(interaction.userId)
  if (!user) return {}
  const { name, type, targetUserId, targetMessageId } = interaction
  const target = targetUserId === undefined ? undefined : context.users.get(targetUserId)
  const guildId = context.channels.get(channelId)?.guildId
  return {
    interaction_metadata: {
      id: interaction.id,
      type,
      user: userPayload(user),
      authorizing_integration_owners: { '0': guildId ?? '0' },
      original_response_message_id: id,
      ...(target && { target_user: userPayload(target) }),
      ...(targetMessageId !== undefined && { target_message_id: targetMessageId }),
    },
    ...(name !== undefined && { interaction: { id: interaction.id, type, name, user: userPayload(user) } }),
  }
}
