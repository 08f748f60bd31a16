import type { Context } from '../context'
import { discordError } from '../errors'
import { openDirect, startThread } from '../guilds'
import { messageEventPayload } from '../message-payload'
import { channelPayload } from '../payloads'
import { checkSchema } from '../schemas'
import { channelFor, messageFor } from './messages'
import { type ApiRequest, bot, created, noContent, ok, type Reply, type Route } from './router'

/** https://docs.discord.com/developers/resources/channel#endpoints */
export const channelRoutes: Route[] = [
  bot('GET /channels/:channel', (request, context) =>
    ok(channelPayload(context, channelFor(request, context))),
  ),
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
