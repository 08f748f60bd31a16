import type { SandboxClock } from '../clock'

/** How strict the platform is. Load tests lift `postsPerSecond` and `tiers` with `Infinity`. */
export interface SlackLimits {
  /** How long an app may take to acknowledge, in real time: https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
  ackTimeoutMs: number
  /** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
  triggerLifetimeMs: number
  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  responseUrlUses: number
  responseUrlLifetimeMs: number
  /** How long an upload of the app is looked through: https://github.com/slackapi/java-slack-sdk/issues/1349 */
  fileProcessingMs: number
  /** One message a second a channel, short bursts allowed: https://docs.slack.dev/apis/web-api/rate-limits#posting_messages */
  postsPerSecond: number
  postBurst: number
  /** Calls a minute of a method in one workspace: https://docs.slack.dev/apis/web-api/rate-limits#tiers */
  tiers: Record<Tier, number>
}

export type Tier = 1 | 2 | 3 | 4 | 'special'

export const platformLimits: SlackLimits = {
  ackTimeoutMs: 3_000,
  triggerLifetimeMs: 3_000,
  responseUrlUses: 5,
  responseUrlLifetimeMs: 30 * 60_000,
  fileProcessingMs: 50,
  postsPerSecond: 1,
  postBurst: 5,
  // Tier 1 is "one or more a minute"; a refreshed socket asks again at once, so a burst is let through.
  tiers: { 1: 20, 2: 20, 3: 50, 4: 100, special: 600 },
}

export interface Buckets {
  /** Takes one; otherwise says in how many whole seconds there is one again. */
  take(key: string, capacity: number, perSecond: number): { retryAfterSeconds: number } | undefined
}

export function createBuckets(clock: SandboxClock): Buckets {
  const buckets = new Map<string, { level: number; at: number }>()
  return {
    take(key, capacity, perSecond) {
      if (!Number.isFinite(capacity) || !Number.isFinite(perSecond)) return undefined
      const now = clock.now()
      const last = buckets.get(key) ?? { level: capacity, at: now }
      const level = Math.min(capacity, last.level + ((now - last.at) / 1_000) * perSecond)
      if (level < 1) {
        buckets.set(key, { level, at: now })
        return { retryAfterSeconds: Math.max(1, Math.ceil((1 - level) / perSecond)) }
      }
      buckets.set(key, { level: level - 1, at: now })
      return undefined
    },
  }
}
