import { channelPayload } from '../channel-payload'
import { openDirect } from '../channels'
import { type Context, changed } from '../context'
import { discordError } from '../errors'
import { requirePermission } from '../permissions'
import { checkSchema } from '../schemas'
import { editThread } from './edit-thread'
import { channelFor } from './places'
import { type ApiRequest, bot, ok, type Reply, type Route } from './router'
import { threadPayload } from './threads'

/** https://docs.discord.com/developers/resources/channel#endpoints */
export const channelRoutes: Route[] = [
  bot('GET /channels/:channel', (request, context) =>
    ok(threadPayload(context, channelFor(request, context))),
  ),
  bot('PATCH /channels/:channel', edit),
  bot('DELETE /channels/:channel', remove),
  bot('POST /users/@me/channels', openDirectMessage),
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

/** The bot has no permission to change other channels than threads. */
function edit(request: ApiRequest, context: Context): Reply {
  const channel = channelFor(request, context)
  if (!channel.thread) throw discordError('missingPermissions')
  editThread(context, channel, channel.thread, request.body)
  return ok(threadPayload(context, channel))
}

/** "Deleting a thread requires the MANAGE_THREADS permission." https://docs.discord.com/developers/topics/threads#editing-&-deleting-threads */
function remove(request: ApiRequest, context: Context): Reply {
  const channel = channelFor(request, context)
  if (!channel.thread) throw discordError('missingPermissions')
  requirePermission(context, channel, 'manageThreads')
  const { id, guildId, thread, type } = channel
  context.channels.delete(id)
  if (guildId !== undefined) context.guilds.get(guildId)?.channels.delete(id)
  context.dispatch('THREAD_DELETE', { id, guild_id: guildId, parent_id: thread.parentId, type }, guildId)
  changed(context)
  return ok(channelPayload(context, channel))
}
