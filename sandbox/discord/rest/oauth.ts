import { randomBytes } from 'node:crypto'
import type { Context } from '../context'
import { DiscordError } from '../errors'
import type { User } from '../types'
import { type ApiRequest, ok, type Reply, type Route } from './router'

const codeLifetimeMs = 60_000
const tokenLifetimeMs = 7 * 86_400_000

interface Grant {
  userId: string
  scopes: string[]
  redirectUri: string
  expiresAt: number
}

/** Sign-in with Discord: codes, bearer tokens, and the page on which a person agrees. https://docs.discord.com/developers/topics/oauth2 */
export interface OAuth {
  routes: Route[]
  /** What a person's browser brings back after agreeing: a code that works once, within a minute. */
  authorize(userId: string, redirectUri: string, scope: string): string
  /** Whose token this is; undefined when unknown or expired. */
  bearer(token: string): { user: User; scopes: string[] } | undefined
}

export function createOAuth(context: Context): OAuth {
  const codes = new Map<string, Grant>()
  const tokens = new Map<string, Grant>()
  const secret = () => randomBytes(24).toString('base64url')

  const authorize: OAuth['authorize'] = (userId, redirectUri, scope) => {
    const code = secret()
    const expiresAt = context.clock.now() + codeLifetimeMs
    codes.set(code, { userId, redirectUri, scopes: scope.split(/[ +]/), expiresAt })
    return code
  }

  function exchange({ body }: ApiRequest): Reply {
    const form = new URLSearchParams((body ?? {}) as Record<string, string>)
    const isClient =
      form.get('client_id') === context.applicationId && form.get('client_secret') === context.clientSecret
    if (!isClient) return { status: 401, body: { error: 'invalid_client' } }
    if (form.get('grant_type') !== 'authorization_code')
      return { status: 400, body: { error: 'unsupported_grant_type' } }
    const code = form.get('code') ?? ''
    const grant = codes.get(code)
    codes.delete(code)
    if (!grant || grant.expiresAt < context.clock.now() || grant.redirectUri !== form.get('redirect_uri'))
      return {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Invalid "code" in request.' },
      }
    const token = secret()
    tokens.set(token, { ...grant, expiresAt: context.clock.now() + tokenLifetimeMs })
    return ok({
      access_token: token,
      token_type: 'Bearer',
      expires_in: tokenLifetimeMs / 1_000,
      refresh_token: secret(),
      scope: grant.scopes.join(' '),
    })
  }

  /** The page shows who can sign in; the choice leads back with a code, as agreeing does. */
  function consent({ query }: ApiRequest): Reply {
    const redirectUri = query.get('redirect_uri') ?? ''
    if (query.get('client_id') !== context.applicationId || !URL.canParse(redirectUri))
      throw new DiscordError(400, 50_035, 'Invalid Form Body')
    const userId = query.get('user')
    if (userId === null)
      return { status: 200, raw: { contentType: 'text/html; charset=utf-8', bytes: page(query) } }
    const back = new URL(redirectUri)
    back.searchParams.set('code', authorize(userId, redirectUri, query.get('scope') ?? ''))
    back.searchParams.set('state', query.get('state') ?? '')
    return { status: 302, location: back.href }
  }

  function page(query: URLSearchParams): string {
    const people = [...context.users.values()].filter((user) => !user.bot)
    const link = (user: User) => {
      const address = new URLSearchParams([...query, ['user', user.id]])
      return `<li><a href="?${address.toString().replaceAll('&', '&amp;')}">${user.global_name}</a></li>`
    }
    return `<!doctype html><title>Sign in with Discord</title><h1>Sign in as</h1><ul>${people.map(link).join('')}</ul>`
  }

  return {
    authorize,
    bearer(token) {
      const grant = tokens.get(token)
      const user =
        grant && grant.expiresAt > context.clock.now() ? context.users.get(grant.userId) : undefined
      return grant && user ? { user, scopes: grant.scopes } : undefined
    },
    routes: [
      { method: 'POST', path: '/oauth2/token', auth: 'none', handle: exchange },
      { method: 'GET', path: '/oauth2/authorize', auth: 'none', handle: consent },
    ],
  }
}
