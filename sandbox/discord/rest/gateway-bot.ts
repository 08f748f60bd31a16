import type { Context } from '../context'
import type { IdentifyLimit } from '../identify-limit'
import { bot, ok, type Route } from './router'

const gatewayUrl = (context: Context): string => `${context.origin.replace('http', 'ws')}/gateway`

/** https://docs.discord.com/developers/events/gateway#get-gateway-bot */
export function gatewayRoutes(identifyLimit: IdentifyLimit, recommendedShards: () => number): Route[] {
  return [
    {
      method: 'GET',
      path: '/gateway',
      auth: 'none',
      handle: (_request, context) => ok({ url: gatewayUrl(context) }),
    },
    bot('GET /gateway/bot', (_request, context) =>
      ok({
        url: gatewayUrl(context),
        shards: recommendedShards(),
        session_start_limit: identifyLimit.describe(),
      }),
    ),
  ]
}
