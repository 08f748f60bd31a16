import { channelPayload } from '../channel-payload'
import type { Context } from '../context'
import { discordError } from '../errors'
import { messageEventPayload } from '../message-payload'
import { mayRead, requirePermission } from '../permissions'
import { channelType } from '../protocol'
import { checkSchema } from '../schemas'
import { type NewThread, startThread, threadMemberPayload } from '../threads'
import type { Channel, Json } from '../types'
import { channelFor, messageFor } from './places'
import { type ApiRequest, bot, created, ok, type Reply, type Route } from './router'

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
export const threadRoutes: Route[] = [
  bot('POST /channels/:channel/threads', startWithoutMessage),
  bot('POST /channels/:channel/messages/:message/threads', startOnMessage),
  bot('GET /guilds/:guild/threads/active', listActive),
]

interface ThreadRequest {
  name: string
  auto_archive_duration?: number | null
  type?: number | null
}

/** With the bot's own membership. https://docs.discord.com/developers/topics/threads#syncing-for-the-current-user */
export function threadPayload(context: Context, channel: Channel): Json {
  const isIn = channel.thread?.members.has(context.botUserId)
  return {
    ...channelPayload(context, channel),
    ...(isIn && { member: threadMemberPayload(channel, context.botUserId) }),
  }
}

/** "`type` currently defaults to PRIVATE_THREAD." https://docs.discord.com/developers/resources/channel#start-thread-without-message */
function startWithoutMessage(request: ApiRequest, context: Context): Reply {
  const parent = parentFor(request, context)
  checkSchema('CreateTextThreadWithoutMessageRequestSchema', request.body)
  const { type } = request.body as ThreadRequest
  if (type === channelType.announcementThread) throw discordError('wrongChannelType')
  const isPublic = type === channelType.publicThread
  requirePermission(context, parent, isPublic ? 'createPublicThreads' : 'createPrivateThreads')
  const thread = startThread(context, {
    ...wanted(request, context, parent),
    type: type ?? channelType.privateThread,
  })
  return created(threadPayload(context, thread))
}

function startOnMessage(request: ApiRequest, context: Context): Reply {
  const parent = parentFor(request, context)
  const message = messageFor(request, context)
  checkSchema('CreateTextThreadWithMessageRequestSchema', request.body)
  requirePermission(context, parent, 'createPublicThreads')
  if (message.threadId !== undefined) throw discordError('threadExists')
  const thread = startThread(context, { ...wanted(request, context, parent), onMessage: message.id })
  context.dispatch('MESSAGE_UPDATE', messageEventPayload(context, message), parent.guildId)
  return created(threadPayload(context, thread))
}

function wanted(request: ApiRequest, context: Context, parent: Channel): NewThread {
  const { name, auto_archive_duration: autoArchiveMinutes } = request.body as ThreadRequest
  return { parent, name, ownerId: context.botUserId, autoArchiveMinutes }
}

/** Threads stand in the text channels of guilds only. */
function parentFor(request: ApiRequest, context: Context): Channel {
  const parent = channelFor(request, context)
  if (parent.type !== channelType.text) throw discordError('wrongChannelType')
  return parent
}

/** https://docs.discord.com/developers/resources/guild#list-active-guild-threads */
function listActive(request: ApiRequest, context: Context): Reply {
  const guild = context.guilds.get(request.params.guild ?? '')
  if (!guild?.botJoinedAt) throw discordError('missingAccess')
  const { botUserId } = context
  const active = [...guild.channels.values()].filter(
    (channel) => channel.thread && !channel.thread.archived && mayRead(context, channel, botUserId),
  )
  const joined = active.filter(({ thread }) => thread?.members.has(botUserId))
  return ok({
    threads: active.map((thread) => channelPayload(context, thread)),
    members: joined.map((thread) => threadMemberPayload(thread, botUserId)),
  })
}
