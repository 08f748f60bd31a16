import type { Context } from './context'
import { userPayload } from './payloads'
import { channelType, messageType } from './protocol'
import type { Channel, Json, Thread } from './types'

/** https://docs.discord.com/developers/resources/channel#channel-object */
export function channelPayload(context: Context, channel: Channel): Json {
  const common = {
    id: channel.id,
    type: channel.type,
    last_message_id: channel.lastMessageId ?? null,
    flags: 0,
  }
  const recipient = channel.recipientId === undefined ? undefined : context.users.get(channel.recipientId)
  if (channel.type === channelType.direct)
    return { ...common, recipients: recipient ? [userPayload(recipient)] : [] }
  const inGuild = { ...common, guild_id: channel.guildId, name: channel.name, rate_limit_per_user: 0 }
  if (channel.thread) return { ...inGuild, ...threadFields(channel, channel.thread) }
  return { ...inGuild, parent_id: null, position: 0, permission_overwrites: [], nsfw: false, topic: null }
}

/** https://docs.discord.com/developers/topics/threads#thread-fields */
function threadFields(channel: Channel, thread: Thread): Json {
  const starters = [...channel.messages.values()].filter(({ type }) => type === messageType.threadStarter)
  return {
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    message_count: channel.messages.size - starters.length,
    // "It stops counting at 50."
    member_count: Math.min(thread.members.size, 50),
    total_message_sent: thread.sent,
    thread_metadata: {
      archived: thread.archived,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: new Date(thread.archiveChangedAt).toISOString(),
      locked: thread.locked,
      create_timestamp: new Date(thread.createdAt).toISOString(),
      ...(channel.type === channelType.privateThread && { invitable: true }),
    },
  }
}
