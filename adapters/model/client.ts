import { setTimeout as delay } from 'node:timers/promises'
import { APIError, OpenAI } from 'openai'
import { isPassing, readFailure } from './failure'

export interface Endpoint {
  /** Base of the paths, as the operator configured it. */
  url: string
  apiKey: string | null
}

const TRIES = 3
/** Who waits for an answer is better told that the model is busy than kept longer. */
const LONGEST_WAIT_MS = 10_000

/** The client takes what is not given from the environment, so everything is given. */
export function openClient({ url, apiKey }: Endpoint): OpenAI {
  return new OpenAI({
    baseURL: url,
    apiKey: apiKey ?? 'none',
    ...(apiKey === null && { defaultHeaders: { Authorization: null } }),
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    // Its own would wait up to a minute, and would not stop waiting when told to.
    maxRetries: 0,
    // What is configured is asked, and no address that it names.
    fetchOptions: { redirect: 'manual' },
  })
}

/**
 * Does `work` again, three times in all, while its failure is one that passes and `mayRetry` says so. Waits half a
 * second, then twice that, or as long as the endpoint asks for, ten seconds at most.
 * @throws ModelFailure
 */
export async function retry<T>(
  work: () => Promise<T>,
  { signal, backOffMs }: { signal: AbortSignal; backOffMs: number },
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      const waitMs = askedWaitMs(error) ?? backOffMs * 2 ** (tried - 1)
      if (signal.aborted || tried === TRIES || !isPassing(error) || waitMs > LONGEST_WAIT_MS)
        throw readFailure(error)
      await delay(waitMs, undefined, { signal }).catch(() => {
        throw readFailure(error)
      })
    }
  }
}

/** Of the header Retry-After, which counts seconds; dates are not used by such endpoints. */
function askedWaitMs(error: unknown): number | undefined {
  const asked = error instanceof APIError ? error.headers?.get('retry-after') : null
  return asked && /^\d+(\.\d+)?$/.test(asked) ? Number(asked) * 1000 : undefined
}
