import { openDirect, startThread } from '../channels'
import { type Context, changed } from '../context'
import { discordError } from '../errors'
import { messageEventPayload } from '../message-payload'
import { channelPayload } from '../payloads'
import { checkSchema } from '../schemas'
import type { Channel } from '../types'
import { channelFor, messageFor } from './messages'
import { type ApiRequest, bot, created, noContent, ok, type Reply, type Route } from './router'

/** https://docs.discord.com/developers/resources/channel#endpoints */
export const channelRoutes: Route[] = [
  bot('GET /channels/:channel', (request, context) =>
    ok(channelPayload(context, channelFor(request, context))),
  ),
  bot('PATCH /channels/:channel', editThread),
  bot('DELETE /channels/:channel', deleteThread),
  bot('POST /users/@me/channels', openDirectMessage),
  bot('POST /channels/:channel/threads', startLooseThread),
  bot('POST /channels/:channel/messages/:message/threads', startThreadOnMessage),
  bot('GET /guilds/:guild/threads/active', activeThreads),
  bot('PUT /channels/:channel/thread-members/@me', (request, context) => {
    channelFor(request, context).participants?.add(context.botUserId)
    return noContent
  }),
]

/** Opening the channel always works; whether the person can be reached shows when a message is sent. */
function openDirectMessage(request: ApiRequest, context: Context): Reply {
  checkSchema('CreatePrivateChannelRequestSchema', request.body)
  const { recipient_id } = request.body as { recipient_id?: string }
  const user = context.users.get(recipient_id ?? '')
  if (!user) throw discordError('unknownUser')
  if (user.bot) throw discordError('cannotMessageUser')
  return ok(channelPayload(context, openDirect(context, user.id)))
}

function startLooseThread(request: ApiRequest, context: Context): Reply {
  const parent = channelFor(request, context)
  checkSchema('CreateTextThreadWithoutMessageRequestSchema', request.body)
  const { name } = request.body as { name: string }
  return created(
    channelPayload(context, startThread(context, parent, name, context.botUserId, context.nextId())),
  )
}

/** A thread on a message has the id of the message. https://docs.discord.com/developers/resources/channel#start-thread-from-message */
function startThreadOnMessage(request: ApiRequest, context: Context): Reply {
  const parent = channelFor(request, context)
  const message = messageFor(request, context)
  checkSchema('CreateTextThreadWithMessageRequestSchema', request.body)
  if (message.threadId !== undefined) throw discordError('threadExists')
  const { name } = request.body as { name: string }
  const thread = startThread(context, parent, name, context.botUserId, message.id)
  message.threadId = thread.id
  context.dispatch('MESSAGE_UPDATE', messageEventPayload(context, message), parent.guildId)
  return created(channelPayload(context, thread))
}

function activeThreads(request: ApiRequest, context: Context): Reply {
  const guild = context.guilds.get(request.params.guild ?? '')
  if (!guild?.botJoinedAt) throw discordError('missingAccess')
  const threads = [...guild.channels.values()].filter((channel) => channel.parentId && !channel.archived)
  return ok({ threads: threads.map((thread) => channelPayload(context, thread)), members: [] })
}

/** The bot may change and delete the threads it started; it has no permission for other channels. */
function ownThread(request: ApiRequest, context: Context): Channel {
  const thread = channelFor(request, context)
  if (thread.ownerId !== context.botUserId) throw discordError('missingPermissions')
  return thread
}

function editThread(request: ApiRequest, context: Context): Reply {
  const thread = ownThread(request, context)
  checkSchema('UpdateThreadRequestPartialSchema', request.body)
  const { name, archived } = request.body as { name?: string; archived?: boolean }
  if (name !== undefined) thread.name = name
  if (archived !== undefined) thread.archived = archived
  context.dispatch('THREAD_UPDATE', channelPayload(context, thread), thread.guildId)
  changed(context)
  return ok(channelPayload(context, thread))
}

function deleteThread(request: ApiRequest, context: Context): Reply {
  const thread = ownThread(request, context)
  const { id, guildId, parentId, type } = thread
  context.channels.delete(id)
  if (guildId !== undefined) context.guilds.get(guildId)?.channels.delete(id)
  context.dispatch('THREAD_DELETE', { id, guild_id: guildId, parent_id: parentId, type }, guildId)
  changed(context)
  return ok(channelPayload(context, thread))
}
