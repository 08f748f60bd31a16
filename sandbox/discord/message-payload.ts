import type { Context } from './context'
import { channelPayload, partialMemberPayload, userPayload } from './payloads'
import type { Json, StoredMessage } from './types'

/** https://docs.discord.com/developers/resources/message#message-object */
export function messagePayload(context: Context, message: StoredMessage): Json {
  const channel = context.channels.get(message.channelId)
  const repliedTo = message.repliesTo === undefined ? undefined : channel?.messages.get(message.repliesTo)
  return {
    ...plainPayload(context, message),
    ...(message.repliesTo !== undefined && {
      message_reference: {
        type: 0,
        message_id: message.repliesTo,
        channel_id: message.channelId,
        guild_id: channel?.guildId,
      },
      referenced_message: repliedTo ? plainPayload(context, repliedTo) : null,
    }),
  }
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
  const users = message.pings.flatMap((id) => context.users.get(id) ?? [])
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
    mention_everyone: message.pings.includes('everyone') || message.pings.includes('here'),
    mentions: users.map(userPayload),
    mention_roles: message.pings.filter((ping) => ping.startsWith('role:')).map((ping) => ping.slice(5)),
    attachments: message.attachments,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components,
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
  const { name, type } = interaction
  const guildId = context.channels.get(channelId)?.guildId
  return {
    interaction_metadata: {
      id: interaction.id,
      type,
      user: userPayload(user),
      authorizing_integration_owners: { '0': guildId ?? '0' },
      original_response_message_id: id,
    },
    ...(name !== undefined && { interaction: { id: interaction.id, type, name, user: userPayload(user) } }),
  }
}
