import { setTimeout as pause } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import { TryLater } from '../../src/chat'
import { errorCode } from './web'

/** Temporary by Slack's own words; one more try soon. */
const passing = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
])

export const retryMs = 5_000

/** Slack asks to wait, or cannot be reached; undefined for anything else. */
export function later(error: unknown): TryLater | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new TryLater(error.retryAfter * 1_000, 'Slack asks to wait')
  }
  if (error instanceof webApi.WebAPIHTTPError || error instanceof webApi.WebAPIRequestError) {
    return new TryLater(retryMs, 'Slack is out of reach')
  }
  const code = errorCode(error)
  return code !== undefined && passing.has(code) ? new TryLater(retryMs, `Slack says ${code}`) : undefined
}

/** Pauses before something that somebody waits for is tried again; a longer wait that Slack asks for is obeyed. */
const pausesMs = [500, 1_000, 2_000]
const longestWaitMs = 60_000

/** Tries again what Slack did not refuse, but put off or failed at. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await work()
    } catch (error) {
      const asked = later(error)
      if (!asked || asked.afterMs > longestWaitMs) throw error
      await pause(error instanceof webApi.WebAPIRateLimitedError ? asked.afterMs : pauseMs)
    }
  }
  return work()
}
