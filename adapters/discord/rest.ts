import { REST, RESTEvents } from 'discord.js'
import { makeRequest } from './make-request'

export interface RestOptions {
  /** Bot token, without `Bot `. */
  token: string
  /** Another server that speaks Discord's API, e.g. `http://127.0.0.1:4002/api`. */
  apiUrl?: string | undefined
  /** Discord has answered a call with 429. */
  onRateLimited?: (() => void) | undefined
}

/**
 * A client for jobs: it neither waits nor repeats by itself, since the job queue does both. `waitMs`: how long a request
 * of a method waits for its limit all the same.
 */
export function createRest(
  { token, apiUrl, onRateLimited }: RestOptions,
  waitMs = (_method: string) => 0,
): REST {
  const rest = new REST({
    version: '10',
    makeRequest,
    retries: 0,
    rejectOnRateLimit: ({ method, retryAfter }) => retryAfter > waitMs(method),
    ...(apiUrl && { api: apiUrl }),
  })
  tellLimits(rest, onRateLimited)
  return rest.setToken(token)
}

/** Only what Discord itself has said, not what the client holds back. */
export function tellLimits(rest: REST, onRateLimited: RestOptions['onRateLimited']): void {
  rest.on(RESTEvents.Response, (_request, { status }) => {
    if (status === 429) onRateLimited?.()
  })
}
