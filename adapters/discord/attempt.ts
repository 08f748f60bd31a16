import { DiscordAPIError, HTTPError, RateLimitError, type REST } from 'discord.js'
import { TryLater } from '../../src/chat'

/** How long a job waits when Discord fails without saying how long. */
export const pauseMs = 5_000

/** Runs requests of a job; throws TryLater for everything that waiting can mend. */
export type Attempt = <T>(work: () => Promise<T>) => Promise<T>

export function createAttempt(rest: REST, token: string): Attempt {
  return async (work) => {
    try {
      return await work()
    } catch (error) {
      // The client drops its token at the first 401; the next job shall be refused by Discord, not by the client.
      rest.setToken(token)
      throw waiting(error) ?? error
    }
  }
}

function waiting(error: unknown): TryLater | undefined {
  if (error instanceof RateLimitError) return new TryLater(error.retryAfter, `Discord limits ${error.route}`)
  if (error instanceof HTTPError) return new TryLater(pauseMs, `Discord answered ${error.status}`)
  if (error instanceof DiscordAPIError) return undefined
  return isNetworkError(error) ? new TryLater(pauseMs, 'Discord cannot be reached') : undefined
}

/** Node's and undici's errors carry a code in words (`ECONNREFUSED`, `UND_ERR_SOCKET`); a timeout is an abort. */
const isNetworkError = (error: unknown) =>
  error instanceof Error &&
  (error.name === 'AbortError' || ('code' in error && typeof error.code === 'string'))
