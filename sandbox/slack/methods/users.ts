import type { Json } from '../json'
import type { Call, Method } from '../method'
import { type SlackUser, userObject } from '../people'
import { ApiRefusal } from '../refusal'
import { page } from './pages'

function describe({ slack, args }: Call, user: SlackUser): Json {
  return userObject(user, slack.clock.now(), {
    // Without users:read.email the address is left out: https://docs.slack.dev/reference/scopes/users.read.email
    email: slack.app.scopes.includes('users:read.email'),
    locale: String(args.include_locale) === 'true',
  })
}

export const userMethods: Record<string, Method> = {
  /** https://docs.slack.dev/reference/methods/users.info */
  'users.info': {
    tier: 4,
    token: 'bot',
    scopes: ['users:read'],
    run(call) {
      const user = call.workspace.users.get(String(call.args.user ?? ''))
      if (!user) throw new ApiRefusal('user_not_found')
      return { user: describe(call, user) }
    },
  },
  /** https://docs.slack.dev/reference/methods/users.list */
  'users.list': {
    tier: 2,
    token: 'bot',
    scopes: ['users:read'],
    run(call) {
      const { items, next } = page({ limit: 1_000, ...call.args }, [...call.workspace.users.values()])
      return {
        members: items.map((user) => describe(call, user)),
        cache_ts: Math.floor(call.slack.clock.now() / 1_000),
        response_metadata: { next_cursor: next },
      }
    },
  },
  /** https://docs.slack.dev/reference/methods/users.lookupByEmail */
  'users.lookupByEmail': {
    tier: 3,
    token: 'bot',
    scopes: ['users:read.email'],
    run(call) {
      const email = String(call.args.email ?? '').toLowerCase()
      const found = [...call.workspace.users.values()].find(
        (user) => !user.bot && !user.deactivated && user.email.toLowerCase() === email,
      )
      if (!found) throw new ApiRefusal('users_not_found')
      return { user: describe(call, found) }
    },
  },
}
