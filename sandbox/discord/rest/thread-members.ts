import type { Context } from '../context'
import { discordError } from '../errors'
import { memberPayload } from '../payloads'
import { isLockedFor, maySend, requirePermission } from '../permissions'
import { intent } from '../protocol'
import { joinThread, leaveThread, threadMemberPayload } from '../threads'
import type { Channel, Thread } from '../types'
import { channelFor } from './places'
import { type ApiRequest, bot, noContent, ok, type Reply, type Route } from './router'

/** https://docs.discord.com/developers/resources/channel#join-thread */
export const threadMemberRoutes: Route[] = [
  bot('GET /channels/:channel/thread-members', list),
  bot('GET /channels/:channel/thread-members/:user', get),
  bot('PUT /channels/:channel/thread-members/:user', add),
  bot('DELETE /channels/:channel/thread-members/:user', remove),
]

function threadFor(request: ApiRequest, context: Context): Channel & { thread: Thread } {
  const channel = channelFor(request, context)
  const { thread } = channel
  if (!thread) throw discordError('wrongChannelType')
  return { ...channel, thread }
}

/** Join, leave, add and remove all need a thread that is not archived. */
function activeThreadFor(request: ApiRequest, context: Context): Channel & { thread: Thread } {
  const channel = threadFor(request, context)
  if (channel.thread.archived) throw discordError('archivedThread')
  return channel
}

const userOf = ({ params }: ApiRequest, context: Context): string =>
  params.user === '@me' || params.user === undefined ? context.botUserId : params.user

function add(request: ApiRequest, context: Context): Reply {
  const channel = activeThreadFor(request, context)
  const userId = userOf(request, context)
  const guild = context.guilds.get(channel.guildId ?? '')
  if (!guild?.members.has(userId)) throw discordError('unknownMember')
  const { botUserId } = context
  const mayAdd = maySend(context, channel, botUserId) && !isLockedFor(context, channel, botUserId)
  if (userId !== botUserId && !mayAdd) throw discordError('missingPermissions')
  joinThread(context, channel, userId)
  return noContent
}

function remove(request: ApiRequest, context: Context): Reply {
  const channel = activeThreadFor(request, context)
  const userId = userOf(request, context)
  if (userId !== context.botUserId) requirePermission(context, channel, 'manageThreads')
  leaveThread(context, channel, userId)
  return noContent
}

function get(request: ApiRequest, context: Context): Reply {
  const channel = threadFor(request, context)
  const userId = userOf(request, context)
  if (!channel.thread.members.has(userId)) throw discordError('unknownMember')
  return ok(listed(request, context, channel, userId))
}

/** "This endpoint is restricted according to whether the GUILD_MEMBERS Privileged Intent is enabled." */
function list(request: ApiRequest, context: Context): Reply {
  const channel = threadFor(request, context)
  if (!(context.privilegedIntents & intent.guildMembers)) throw discordError('missingAccess')
  const ids = [...channel.thread.members.keys()]
  return ok(ids.map((id) => listed(request, context, channel, id)))
}

function listed({ query }: ApiRequest, context: Context, channel: Channel, userId: string) {
  const member = context.guilds.get(channel.guildId ?? '')?.members.get(userId)
  const withMember = query.get('with_member') === 'true' && member
  return {
    ...threadMemberPayload(channel, userId),
    ...(withMember && { member: memberPayload(context, withMember) }),
  }
}
