import { type Delivery, type Messenger, type Platform, TryLater } from '../chat'
import type { Clock } from '../clock'

/** Time between two calls, in milliseconds, and how many may go at once after a rest. */
interface Pace {
  channelMs: number
  tenantMs: number
  burst: number
}

/**
 * Limits count by method, so that an edit need not wait for messages.
 * Slack: one message a second per channel, "several hundred" a minute per workspace; edits in "sporadic bursts".
 * https://docs.slack.dev/apis/web-api/rate-limits
 * Discord: 50 requests a second for the whole bot, of which a private message takes up to three and an edit one; its
 * other buckets it names itself. https://docs.discord.com/developers/topics/rate-limits
 */
const PACES: Record<Platform, Record<'message' | 'edit', Pace>> = {
  slack: {
    message: { channelMs: 1_000, tenantMs: 150, burst: 1 },
    edit: { channelMs: 1_000, tenantMs: 150, burst: 5 },
  },
  discord: {
    message: { channelMs: 1_000, tenantMs: 100, burst: 1 },
    edit: { channelMs: 1_500, tenantMs: 80, burst: 2 },
  },
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
  const free = new Map<string, number>()
  const closed = new Map<string, number>()

  async function turn(key: string, everyMs: number, burst: number): Promise<void> {
    const now = clock.now()
    const next = Math.max(now, free.get(key) ?? 0)
    free.set(key, next + everyMs)
    const at = next - (burst - 1) * everyMs
    if (free.size > 10_000) for (const [other, until] of free) if (until <= now) free.delete(other)
    if (at > now) await wait(at - now)
  }

  function refuseWhileClosed(tenant: string): void {
    const forMs = (closed.get(tenant) ?? 0) - clock.now()
    if (forMs > 0) throw new TryLater(forMs, `${platform} asked to wait`)
  }

  async function send(
    kind: 'message' | 'edit',
    [tenant, channel]: readonly [string, string],
    call: () => Promise<Delivery>,
  ): Promise<Delivery> {
    const { channelMs, tenantMs, burst } = PACES[platform][kind]
    refuseWhileClosed(tenant)
    await turn(`${kind} ${tenant} ${channel}`, channelMs, burst)
    await turn(`${kind} ${tenant}`, tenantMs, burst)
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
      send('message', [to.tenant, to.userId], () => messenger.direct(to, card, reader, key)),
    edit: (message, card, reader) =>
      send('edit', [message.tenant, message.channelId], () => messenger.edit(message, card, reader)),
  }
}
