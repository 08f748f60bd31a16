import { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import { ModelFailure } from '../../src/chat'

/** Whether a request that has brought nothing yet may be made again. */
export function isPassing(error: unknown): boolean {
  const { why } = readFailure(error)
  return why === 'busy' || why === 'unreachable'
}

/** What an error of the client means. Its own message may repeat what somebody wrote, so only its code is told. */
export function readFailure(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error
  if (
    !(error instanceof APIError) ||
    error instanceof APIConnectionError ||
    error instanceof APIUserAbortError
  ) {
    return new ModelFailure('unreachable', 'the connection to the endpoint failed', { cause: error })
  }
  // Within a stream some endpoints tell the status as a number in place of the code.
  const code: unknown = error.code ?? error.type
  const status = error.status ?? (typeof code === 'number' ? code : undefined)
  const told = [status ?? 'an error', ...(typeof code === 'string' ? [`(${code})`] : [])].join(' ')
  return new ModelFailure(whyOf(status, code), `the endpoint answered ${told}`, { cause: error })
}

// https://platform.openai.com/docs/guides/error-codes: a used-up quota is a 429 that does not pass.
function whyOf(status: number | undefined, code: unknown): ModelFailure['why'] {
  if (code === 'insufficient_quota') return 'misconfigured'
  if (code === 'content_filter') return 'refused'
  if (status === 429) return 'busy'
  if (status === undefined || status === 408 || status === 409 || status >= 500) return 'unreachable'
  if (status === 400 || status === 413 || status === 422) return 'refused'
  return 'misconfigured'
}
