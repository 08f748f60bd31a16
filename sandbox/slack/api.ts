import { takeFailure } from './faults'
import type { Json } from './json'
import type { Buckets } from './limits'
import type { Method } from './method'
import { assistantMethods } from './methods/assistant'
import { authMethods } from './methods/auth'
import { chatMethods } from './methods/chat'
import { conversationMethods } from './methods/conversations'
import { fileMethods } from './methods/files'
import { historyMethods } from './methods/history'
import { oauthMethods } from './methods/oauth'
import { openIdMethods } from './methods/openid'
import { reactionMethods } from './methods/reactions'
import { streamMethods } from './methods/streams'
import { userGroupMethods } from './methods/usergroups'
import { userMethods } from './methods/users'
import { viewMethods } from './methods/views'
import { ApiRefusal } from './refusal'
import type { Slack, Workspace } from './state'

export interface ApiAnswer {
  status: number
  headers?: Record<string, string>
  body: Json
}

const methods = new Map<string, Method>(
  Object.entries({
    ...authMethods,
    ...oauthMethods,
    ...openIdMethods,
    ...reactionMethods,
    ...assistantMethods,
    ...chatMethods,
    ...streamMethods,
    ...fileMethods,
    ...conversationMethods,
    ...historyMethods,
    ...userMethods,
    ...userGroupMethods,
    ...viewMethods,
  }),
)

class RateLimited extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('ratelimited')
  }
}

/** One call of the Web API: https://docs.slack.dev/apis/web-api/ */
export function answerCall(
  slack: Slack,
  buckets: Buckets,
  name: string,
  token: string | undefined,
  args: Json,
): ApiAnswer {
  const answer = tryCall(slack, buckets, name, token, args)
  const error = answer.body.ok === true ? {} : { error: String(answer.body.error) }
  slack.calls.push({ method: name, body: args, at: slack.clock.now(), status: answer.status, ...error })
  return answer
}

function tryCall(
  slack: Slack,
  buckets: Buckets,
  name: string,
  token: string | undefined,
  args: Json,
): ApiAnswer {
  try {
    failAsPlanned(slack, name)
    const method = methods.get(name)
    if (!method) throw new ApiRefusal('unknown_method', { req_method: name })
    const workspace = authenticate(slack, method, token)
    requireScopes(slack, method)
    const { tiers, postBurst, postsPerSecond } = slack.limits
    const take = (key: string, capacity: number, perSecond: number) => {
      const refused = buckets.take(`${workspace.teamId} ${key}`, capacity, perSecond)
      if (refused) throw new RateLimited(refused.retryAfterSeconds)
    }
    take(name, tiers[method.tier], tiers[method.tier] / 60)
    const countPost = (channelId: string) => take(channelId, postBurst, postsPerSecond)
    return { status: 200, body: { ok: true, ...method.run({ slack, workspace, args, token, countPost }) } }
  } catch (error) {
    if (error instanceof RateLimited) return rateLimited(error.retryAfterSeconds)
    if (error instanceof ServerError)
      return { status: error.status, body: { ok: false, error: 'internal_error' } }
    if (error instanceof ApiRefusal) {
      return { status: 200, body: { ok: false, error: error.code, ...error.more } }
    }
    throw error
  }
}

class ServerError extends Error {
  constructor(readonly status: number) {
    super(`planned failure ${status}`)
  }
}

function failAsPlanned(slack: Slack, name: string): void {
  const failure = takeFailure(slack.faults, name)
  if (!failure) return
  if ('error' in failure) throw new ApiRefusal(failure.error)
  if (failure.http === 429) throw new RateLimited(failure.retryAfterSeconds)
  throw new ServerError(failure.http)
}

/** https://docs.slack.dev/apis/web-api/rate-limits#responding */
const rateLimited = (retryAfterSeconds: number): ApiAnswer => ({
  status: 429,
  headers: { 'retry-after': String(retryAfterSeconds) },
  body: { ok: false, error: 'ratelimited' },
})

/** https://docs.slack.dev/authentication/tokens */
function authenticate(slack: Slack, method: Method, token: string | undefined): Workspace {
  const all = [...slack.workspaces.values()]
  const [home] = all
  if (!home) throw new Error('a Slack sandbox has at least one workspace')
  if (method.token === 'none') return home
  if (token === undefined || token === '') throw new ApiRefusal('not_authed')
  if (token === slack.app.appToken) {
    if (method.token !== 'app') throw new ApiRefusal('not_allowed_token_type')
    return home
  }
  const workspace = all.find((each) => each.botToken === token)
  if (!workspace) throw new ApiRefusal(slack.revokedTokens.has(token) ? 'token_revoked' : 'invalid_auth')
  if (method.token !== 'bot') throw new ApiRefusal('not_allowed_token_type')
  return workspace
}

function requireScopes(slack: Slack, method: Method): void {
  const provided = slack.app.scopes
  const missing = method.scopes.find((scope) => !scope.split('|').some((each) => provided.includes(each)))
  if (missing === undefined || method.token !== 'bot') return
  throw new ApiRefusal('missing_scope', { needed: missing.replace('|', ','), provided: provided.join(',') })
}
