import { REST } from 'discord.js'
import { makeRequest } from './make-request'

export interface RestOptions {
  /** Bot token, without `Bot `. */
  token: string
  /** Another server that speaks Discord's API, e.g. `http://127.0.0.1:4002/api`. */
  apiUrl?: string | undefined
}

/**
 * A client for jobs: it neither waits nor repeats by itself, since the job queue does both. `waitMs`: how long a request
 * of a method waits for its limit all the same.
 */
export function createRest({ token, apiUrl }: RestOptions, waitMs = (_method: string) => 0): REST {
  const rest = new REST({
    version: '10',
    makeRequest,
    retries: 0,
    rejectOnRateLimit: ({ method, retryAfter }) => retryAfter > waitMs(method),
    ...(apiUrl && { api: apiUrl }),
  })
  return rest.setToken(token)
}
