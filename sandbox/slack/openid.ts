import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { userObject } from './people'
import type { Json, Slack } from './state'
import { userOf, workspaceOf } from './workspace'

/** Sign in with Slack: https://docs.slack.dev/authentication/sign-in-with-slack */
export interface OpenId {
  /** User tokens that sign-ins gave out. */
  tokens: Map<string, { teamId: string; userId: string }>
  /** The public key under which id tokens can be checked, as a JSON Web Key Set. */
  keys(): Json
  sign(claims: Json): string
}

const keyId = 'sandbox-slack'

export function createOpenId(): OpenId {
  let pair: { publicKey: KeyObject; privateKey: KeyObject } | undefined
  const keyPair = () => {
    pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    return pair
  }
  return {
    tokens: new Map(),
    keys() {
      const jwk = keyPair().publicKey.export({ format: 'jwk' })
      return { keys: [{ ...jwk, kid: keyId, alg: 'RS256', use: 'sig' }] }
    },
    sign(claims) {
      const parts = [{ alg: 'RS256', typ: 'JWT', kid: keyId }, claims].map((part) =>
        Buffer.from(JSON.stringify(part)).toString('base64url'),
      )
      const body = parts.join('.')
      return `${body}.${sign('RSA-SHA256', Buffer.from(body), keyPair().privateKey).toString('base64url')}`
    },
  }
}

/** https://docs.slack.dev/reference/methods/openid.connect.userInfo */
export function userInfo(slack: Slack, { teamId, userId }: { teamId: string; userId: string }): Json {
  const workspace = workspaceOf(slack, teamId)
  const user = userOf(workspace, userId)
  const { profile } = userObject(user, slack.clock.now(), { email: true, locale: true })
  const [given_name = '', ...rest] = user.name.split(' ')
  return {
    sub: user.id,
    'https://slack.com/user_id': user.id,
    'https://slack.com/team_id': workspace.teamId,
    'https://slack.com/team_name': workspace.teamName,
    'https://slack.com/team_domain': workspace.domain,
    email: (profile as { email?: string }).email,
    email_verified: user.confirmed,
    name: user.name,
    given_name,
    family_name: rest.join(' '),
    locale: user.locale,
  }
}
