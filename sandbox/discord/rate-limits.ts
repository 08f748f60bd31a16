import { createHash } from 'node:crypto'
import type { SandboxClock } from '../clock'

export interface BucketLimit {
  limit: number
  perMs: number
}

/**
 * Discord does not publish its buckets; these have the sizes its headers are known to show.
 * https://docs.discord.com/developers/topics/rate-limits
 */
export interface RateLimits {
  /** All routes together but the interaction endpoints. */
  global: BucketLimit
  /** By route as in the call log; `other` for the rest. Each applies per channel, guild or webhook. */
  routes: Record<string, BucketLimit>
  other: BucketLimit
}

export const defaultRateLimits: RateLimits = {
  global: { limit: 50, perMs: 1_000 },
  routes: {
    'POST /channels/:channel/messages': { limit: 5, perMs: 5_000 },
    'PATCH /channels/:channel/messages/:message': { limit: 5, perMs: 5_000 },
    'POST /webhooks/:application/:token': { limit: 5, perMs: 2_000 },
    'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, perMs: 2_000 },
    'PUT /guilds/:guild/members/:user/roles/:role': { limit: 10, perMs: 10_000 },
    'DELETE /guilds/:guild/members/:user/roles/:role': { limit: 10, perMs: 10_000 },
  },
  other: { limit: 50, perMs: 1_000 },
}

export interface Verdict {
  headers: Record<string, string>
  refused?: { message: string; retry_after: number; global: boolean }
}

interface Window {
  used: number
  endsMs: number
}

const exemptFromGlobal = /^\w+ \/(interactions|webhooks)\//

/** Counts calls against the buckets; `limits` undefined lifts them all. */
export function createRateLimiter(clock: SandboxClock, limits: RateLimits | undefined) {
  const windows = new Map<string, Window>()

  function take(key: string, { limit, perMs }: BucketLimit) {
    const nowMs = performance.now()
    let window = windows.get(key)
    if (!window || window.endsMs <= nowMs) {
      window = { used: 0, endsMs: nowMs + perMs }
      windows.set(key, window)
    }
    if (windows.size > 10_000)
      for (const [old, { endsMs }] of windows) if (endsMs <= nowMs) windows.delete(old)
    window.used += 1
    return { left: limit - window.used, resetAfterSeconds: Math.max(window.endsMs - nowMs, 1) / 1_000 }
  }

  /** `major` is the channel, guild or webhook of the route, for which limits count separately. */
  return function check(route: string, major: string): Verdict {
    if (!limits) return { headers: {} }
    if (!exemptFromGlobal.test(route)) {
      const all = take('global', limits.global)
      if (all.left < 0) {
        const headers = { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' }
        return refuse(headers, all.resetAfterSeconds, true)
      }
    }
    const bucket = limits.routes[route] ?? limits.other
    const { left, resetAfterSeconds } = take(`${route} ${major}`, bucket)
    const headers = {
      'X-RateLimit-Limit': String(bucket.limit),
      'X-RateLimit-Remaining': String(Math.max(left, 0)),
      'X-RateLimit-Reset': (clock.now() / 1_000 + resetAfterSeconds).toFixed(3),
      'X-RateLimit-Reset-After': resetAfterSeconds.toFixed(3),
      'X-RateLimit-Bucket': createHash('md5').update(route).digest('hex'),
    }
    return left < 0
      ? refuse({ ...headers, 'X-RateLimit-Scope': 'user' }, resetAfterSeconds, false)
      : { headers }
  }
}

function refuse(headers: Record<string, string>, seconds: number, global: boolean): Verdict {
  const refused = { message: 'You are being rate limited.', retry_after: Number(seconds.toFixed(3)), global }
  return { headers: { ...headers, 'Retry-After': String(Math.ceil(seconds)) }, refused }
}
