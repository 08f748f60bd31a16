import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Json } from './json'

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
