import { install } from '../installation'
import type { Call, Method } from '../method'
import type { Grant } from '../oauth-codes'
import { ApiRefusal } from '../refusal'
import { workspaceOf } from '../workspace'

/** What a code stands for, once; refuses like `oauth.v2.access`. */
export function redeemCode({ slack, args }: Call): Grant {
  if (args.client_id !== slack.app.clientId) throw new ApiRefusal('invalid_client_id')
  if (args.client_secret !== slack.app.clientSecret) throw new ApiRefusal('bad_client_secret')
  const grant = slack.codes.redeem(String(args.code ?? ''))
  if ('code' in grant) throw new ApiRefusal(grant.code)
  if (grant.redirectUri !== undefined && args.redirect_uri !== grant.redirectUri) {
    throw new ApiRefusal('bad_redirect_uri')
  }
  return grant
}

export const oauthMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/oauth.v2.access */
  'oauth.v2.access': {
    tier: 4,
    token: 'none',
    scopes: [],
    run(call) {
      const { slack } = call
      const grant = redeemCode(call)
      const workspace = workspaceOf(slack, grant.teamId)
      return {
        access_token: install(slack, workspace),
        token_type: 'bot',
        scope: slack.app.scopes.join(','),
        bot_user_id: slack.app.botUserId,
        app_id: slack.app.appId,
        team: { id: workspace.teamId, name: workspace.teamName },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: grant.userId },
      }
    },
  },
}
