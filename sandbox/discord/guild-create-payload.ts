import { channelPayload } from './channel-payload'
import type { Context } from './context'
import { guildPayload, memberPayload } from './payloads'
import { mayRead } from './permissions'
import { threadMemberPayload } from './threads'
import type { Channel, Guild, Json } from './types'

/**
 * The guild as GUILD_CREATE shows it. Without the presences intent `members` holds the bot alone.
 * https://docs.discord.com/developers/events/gateway-events#guild-create
 */
export function guildCreatePayload(context: Context, guild: Guild): Json {
  const bot = guild.members.get(context.botUserId)
  const channels = [...guild.channels.values()].filter((channel) =>
    mayRead(context, channel, context.botUserId),
  )
  return {
    ...guildPayload(guild),
    joined_at: guild.botJoinedAt,
    large: guild.members.size > 250,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [memberPayload(context, bot)] : [],
    channels: channels.filter(({ thread }) => !thread).map((channel) => channelPayload(context, channel)),
    threads: channels
      .filter(({ thread }) => thread && !thread.archived)
      .map((channel) => activeThreadPayload(context, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

/** With the bot's own membership, whose ids are left out here. https://docs.discord.com/developers/resources/channel#thread-member-object */
function activeThreadPayload(context: Context, channel: Channel): Json {
  const isIn = channel.thread?.members.has(context.botUserId)
  const { join_timestamp, flags } = threadMemberPayload(channel, context.botUserId)
  return { ...channelPayload(context, channel), ...(isIn && { member: { join_timestamp, flags } }) }
}
