import type { Context } from './context'
import { channelType } from './protocol'
import type { Channel } from './types'

export function addChannel(context: Context, channel: Channel): Channel {
  context.channels.set(channel.id, channel)
  if (channel.guildId !== undefined) context.guilds.get(channel.guildId)?.channels.set(channel.id, channel)
  return channel
}

/** The one direct message channel between the bot and a person. */
export function openDirect(context: Context, userId: string): Channel {
  const known = context.directs.get(userId)
  if (known) return known
  const direct: Channel = {
    id: context.nextId(),
    type: channelType.direct,
    name: context.users.get(context.botUserId)?.global_name ?? '',
    recipientId: userId,
    messages: new Map(),
  }
  context.directs.set(userId, direct)
  return addChannel(context, direct)
}
