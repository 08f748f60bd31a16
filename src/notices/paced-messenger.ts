import { type Delivery, type Messenger, type Platform, TryLater } from '../chat'
import type { Clock } from '../clock'

/** Shortest time between two messages, in milliseconds. */
interface Pace {
  channelMs: number
  tenantMs: number
}

/**
 * Slack: one message a second per channel, "several hundred" a minute per workspace.
 * https://docs.slack.dev/apis/web-api/rate-limits
 * Discord: 50 requests a second for the whole bot, of which a private message takes up to two; its other buckets it
 * names itself. https://docs.discord.com/developers/topics/rate-limits
 */
const PACES: Record<Platform, Pace> = {
  slack: { channelMs: 1_000, tenantMs: 150 },
  discord: { channelMs: 1_000, tenantMs: 40 },
}

export interface PaceOptions {
  clock: Clock
  wait?: (ms: number) => Promise<void>
}

/**
 * Keeps a messenger within the platform's limits: messages to one channel queue up, and after the platform has asked
 * to wait, nobody asks again before that time (B11). Wrap each messenger once per process.
 */
export function paceMessenger(
  platform: Platform,
  messenger: Messenger,
  { clock, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }: PaceOptions,
): Messenger {
  const { channelMs, tenantMs } = PACES[platform]
  const free = new Map<string, number>()
  const closed = new Map<string, number>()

  async function turn(key: string, everyMs: number): Promise<void> {
    const now = clock.now()
    const at = Math.max(now, free.get(key) ?? 0)
    free.set(key, at + everyMs)
    if (free.size > 10_000) for (const [other, until] of free) if (until <= now) free.delete(other)
    if (at > now) await wait(at - now)
  }

  function refuseWhileClosed(tenant: string): void {
    const forMs = (closed.get(tenant) ?? 0) - clock.now()
    if (forMs > 0) throw new TryLater(forMs, `${platform} asked to wait`)
  }

  async function send(tenant: string, channel: string, call: () => Promise<Delivery>): Promise<Delivery> {
    refuseWhileClosed(tenant)
    await turn(`${tenant} ${channel}`, channelMs)
    await turn(tenant, tenantMs)
    refuseWhileClosed(tenant)
    try {
      return await call()
    } catch (error) {
      if (error instanceof TryLater) closed.set(tenant, clock.now() + error.afterMs)
      throw error
    }
  }

  return {
    direct: (to, card, reader, key) =>
      send(to.tenant, to.userId, () => messenger.direct(to, card, reader, key)),
    edit: (message, card, reader) =>
      send(message.tenant, message.channelId, () => messenger.edit(message, card, reader)),
  }
}
