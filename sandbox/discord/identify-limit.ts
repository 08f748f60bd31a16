import type { SandboxClock } from '../clock'

const perDay = 1_000
const dayMs = 86_400_000
const identifyWindowMs = 5_000

/**
 * How often sessions may be started: `maxConcurrency` shards per five seconds of real time, 1,000 a day.
 * https://docs.discord.com/developers/events/gateway#session-start-limit-object
 */
export interface IdentifyLimit {
  readonly maxConcurrency: number
  /** What `GET /gateway/bot` tells. */
  describe(): { total: number; remaining: number; reset_after: number; max_concurrency: number }
  /** 'slow down': try again later; 'exhausted': the day's starts are used up, for which Discord resets the token. */
  take(shardId: number): 'granted' | 'slow down' | 'exhausted'
}

export function createIdentifyLimit(
  clock: SandboxClock,
  maxConcurrency: number,
  enforced: boolean,
): IdentifyLimit {
  const lastMs = new Map<number, number>()
  let remaining = perDay
  let resetsAt = clock.now() + dayMs
  const renew = () => {
    if (clock.now() < resetsAt) return
    remaining = perDay
    resetsAt = clock.now() + dayMs
  }
  return {
    maxConcurrency,
    describe() {
      renew()
      return {
        total: perDay,
        remaining,
        reset_after: Math.ceil(resetsAt - clock.now()),
        max_concurrency: maxConcurrency,
      }
    },
    take(shardId) {
      if (!enforced) return 'granted'
      renew()
      const key = shardId % maxConcurrency
      if (performance.now() - (lastMs.get(key) ?? Number.NEGATIVE_INFINITY) < identifyWindowMs)
        return 'slow down'
      if (remaining === 0) return 'exhausted'
      remaining -= 1
      lastMs.set(key, performance.now())
      return 'granted'
    },
  }
}
