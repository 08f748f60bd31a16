import type { Context } from '../context'
import { discordError } from '../errors'
import { mayRead } from '../permissions'
import type { Channel, Guild, StoredMessage } from '../types'
import type { ApiRequest } from './router'

/** A guild that the bot is not in does not exist for it: 10004. */
export function guildFor(request: ApiRequest, context: Context): Guild {
  const guild = context.guilds.get(request.params.guild ?? '')
  if (!guild?.botJoinedAt) throw discordError('unknownGuild')
  return guild
}

/** The channel of the address, if the bot is there and may look into it: otherwise 50001. */
export function channelFor(request: ApiRequest, context: Context): Channel {
  const channel = context.channels.get(request.params.channel ?? '')
  if (!channel) throw discordError('unknownChannel')
  const isInside =
    channel.guildId === undefined || context.guilds.get(channel.guildId)?.botJoinedAt !== undefined
  if (!isInside || !mayRead(context, channel, context.botUserId)) throw discordError('missingAccess')
  return channel
}

/** Ephemeral messages exist for the webhook routes of their interaction only. */
export function messageFor(request: ApiRequest, context: Context): StoredMessage {
  const message = channelFor(request, context).messages.get(request.params.message ?? '')
  if (!message || message.seenBy !== undefined) throw discordError('unknownMessage')
  return message
}
