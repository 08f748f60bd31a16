import type { Method } from '../method'
import { ApiRefusal } from '../refusal'
import { userInfo } from '../user-info'
import { redeemCode } from './oauth'

const idTokenLifetimeSeconds = 300

export const openIdMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/openid.connect.token */
  'openid.connect.token': {
    tier: 4,
    token: 'none',
    scopes: [],
    run(call) {
      const { slack } = call
      const { teamId, userId, nonce } = redeemCode(call)
      const token = `xoxp-${slack.ids.secret()}`
      slack.openId.tokens.set(token, { teamId, userId })
      const issuedAt = Math.floor(slack.clock.now() / 1_000)
      const id_token = slack.openId.sign({
        iss: 'https://slack.com',
        aud: slack.app.clientId,
        iat: issuedAt,
        exp: issuedAt + idTokenLifetimeSeconds,
        ...(nonce === undefined ? {} : { nonce }),
        ...userInfo(slack, { teamId, userId }),
      })
      return { access_token: token, token_type: 'Bearer', id_token }
    },
  },
  /** https://docs.slack.dev/reference/methods/openid.connect.userInfo */
  'openid.connect.userInfo': {
    tier: 4,
    token: 'none',
    scopes: [],
    run({ slack, token }) {
      if (token === undefined) throw new ApiRefusal('not_authed')
      const person = slack.openId.tokens.get(token)
      if (!person) throw new ApiRefusal('invalid_auth')
      return userInfo(slack, person)
    },
  },
}
