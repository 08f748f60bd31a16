import type { Context } from '../context'
import { discordError } from '../errors'
import { userPayload } from '../payloads'
import { applicationFlags } from '../privileged-intents'
import type { User } from '../types'
import { type ApiRequest, bot, ok, type Reply, type Route } from './router'

export const userRoutes: Route[] = [
  { method: 'GET', path: '/users/@me', auth: 'either', handle: me },
  { method: 'GET', path: '/users/@me/guilds', auth: 'either', handle: myGuilds },
  bot('GET /users/:user', (request, context) => {
    const user = context.users.get(request.params.user ?? '')
    if (!user) throw discordError('unknownUser')
    return ok(userPayload(user))
  }),
  bot('GET /oauth2/applications/@me', (_request, context) => ok(application(context))),
  bot('GET /applications/@me', (_request, context) => ok(application(context))),
]

/** With a bearer token, `email` and `verified` need the email scope. https://docs.discord.com/developers/resources/user#get-current-user */
function me({ bearer }: ApiRequest, context: Context): Reply {
  const user = bearer?.user ?? (context.users.get(context.botUserId) as User)
  const { email, verified, locale } = user
  const showsEmail = bearer?.scopes.includes('email') ?? false
  return ok({
    ...userPayload(user),
    locale,
    mfa_enabled: false,
    flags: 0,
    ...(showsEmail && { email, verified }),
  })
}

function myGuilds({ bearer }: ApiRequest, context: Context): Reply {
  if (bearer && !bearer.scopes.includes('guilds')) throw discordError('unauthorized')
  const userId = bearer?.user.id ?? context.botUserId
  const mine = [...context.guilds.values()].filter((guild) => guild.members.has(userId))
  return ok(
    mine.map(({ id, name, ownerId }) => ({ id, name, icon: null, owner: ownerId === userId, features: [] })),
  )
}

/** https://docs.discord.com/developers/resources/application#application-object */
function application(context: Context) {
  const bot = context.users.get(context.botUserId)
  return {
    id: context.applicationId,
    name: bot?.global_name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: applicationFlags(context),
    tags: [],
    team: null,
    bot: bot && userPayload(bot),
    approximate_guild_count: [...context.guilds.values()].filter((guild) => guild.botJoinedAt !== undefined)
      .length,
    interactions_endpoint_url: null,
    redirect_uris: [],
  }
}
