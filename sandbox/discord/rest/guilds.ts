import { channelPayload } from '../channel-payload'
import type { Context } from '../context'
import { discordError } from '../errors'
import { removeBot } from '../guilds'
import { guildPayload, memberPayload } from '../payloads'
import { intent } from '../protocol'
import { guildFor } from './places'
import { type ApiRequest, bot, noContent, ok, type Reply, type Route } from './router'

/** https://docs.discord.com/developers/resources/guild#endpoints */
export const guildRoutes: Route[] = [
  bot('GET /guilds/:guild', (request, context) => {
    const guild = guildFor(request, context)
    const counts = {
      approximate_member_count: guild.members.size,
      approximate_presence_count: guild.members.size,
    }
    return ok({ ...guildPayload(guild), ...(request.query.get('with_counts') === 'true' && counts) })
  }),
  bot('GET /guilds/:guild/channels', (request, context) => {
    const channels = [...guildFor(request, context).channels.values()].filter((channel) => !channel.thread)
    return ok(channels.map((channel) => channelPayload(context, channel)))
  }),
  bot('GET /guilds/:guild/members', listMembers),
  bot('GET /guilds/:guild/members/search', searchMembers),
  bot('GET /guilds/:guild/members/:user', getMember),
  bot('DELETE /users/@me/guilds/:guild', leaveGuild),
]

/**
 * "Restricted according to whether the GUILD_MEMBERS Privileged Intent is enabled for your application."
 * https://docs.discord.com/developers/resources/guild#list-guild-members
 */
function listMembers(request: ApiRequest, context: Context): Reply {
  if (!(context.privilegedIntents & intent.guildMembers)) throw discordError('missingAccess')
  const limit = Number(request.query.get('limit') ?? 1)
  const after = BigInt(request.query.get('after') ?? 0)
  const members = [...guildFor(request, context).members.values()]
    .filter(({ userId }) => BigInt(userId) > after)
    .sort((one, other) => (BigInt(one.userId) < BigInt(other.userId) ? -1 : 1))
  return ok(members.slice(0, limit).map((member) => memberPayload(context, member)))
}

function searchMembers(request: ApiRequest, context: Context): Reply {
  const start = (request.query.get('query') ?? '').toLowerCase()
  const limit = Number(request.query.get('limit') ?? 1)
  const members = [...guildFor(request, context).members.values()].filter(({ userId, nick }) => {
    const user = context.users.get(userId)
    return [nick, user?.username, user?.global_name].some((name) => name?.toLowerCase().startsWith(start))
  })
  return ok(members.slice(0, limit).map((member) => memberPayload(context, member)))
}

function getMember(request: ApiRequest, context: Context): Reply {
  const guild = guildFor(request, context)
  const id = request.params.user ?? ''
  if (!context.users.has(id)) throw discordError('unknownUser')
  const member = guild.members.get(id)
  if (!member) throw discordError('unknownMember')
  return ok(memberPayload(context, member))
}

function leaveGuild(request: ApiRequest, context: Context): Reply {
  removeBot(context, guildFor(request, context))
  return noContent
}
