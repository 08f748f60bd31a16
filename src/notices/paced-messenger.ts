import { type Delivery, type Messenger, type Platform, TryLater } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import { type Pace, sharePace } from './pace'

/**
 * Limits count by method, so that an edit need not wait for messages.
 * Slack: one message a second per channel, "several hundred" a minute per workspace; edits in "sporadic bursts".
 * https://docs.slack.dev/apis/web-api/rate-limits
 * Discord: 50 requests a second for the whole bot, of which a private message takes up to three and an edit one; its
 * other buckets it names itself. https://docs.discord.com/developers/topics/rate-limits
 */
const PACES: Record<Platform, Record<'message' | 'edit', Record<'channel' | 'tenant', Pace>>> = {
  slack: {
    message: { channel: { everyMs: 1_000, burst: 1 }, tenant: { everyMs: 150, burst: 1 } },
    edit: { channel: { everyMs: 1_000, burst: 5 }, tenant: { everyMs: 150, burst: 5 } },
  },
  discord: {
    message: { channel: { everyMs: 1_000, burst: 1 }, tenant: { everyMs: 100, burst: 1 } },
    edit: { channel: { everyMs: 1_500, burst: 2 }, tenant: { everyMs: 80, burst: 2 } },
  },
}

export interface PaceOptions {
  db: Database
  clock: Clock
  wait?: (ms: number) => Promise<void>
}

/**
 * Keeps a messenger within the platform's limits, together with those of all other processes: messages to one channel
 * queue up for some seconds, and after the platform has asked to wait, nobody asks again before that time (B11).
 * What would wait longer is to be tried later.
 */
export function paceMessenger(
  platform: Platform,
  messenger: Messenger,
  { db, clock, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }: PaceOptions,
): Messenger {
  const shared = sharePace(db)
  // What this process was told counts from that moment on, not from when the others may read it.
  const closed = new Map<string, number>()

  function refuseUntil(until: number): void {
    const forMs = until - clock.now()
    if (forMs > 0) throw new TryLater(forMs, `${platform} is not to be asked yet`)
  }

  async function turn(tenant: string, key: string, pace: Pace): Promise<void> {
    refuseUntil(closed.get(tenant) ?? 0)
    const taken = await shared.turn(closedKey(tenant), `${platform} ${key}`, pace, clock.now())
    if ('closedUntil' in taken) return refuseUntil(taken.closedUntil)
    const forMs = taken.at - clock.now()
    if (forMs > 0) await wait(forMs)
  }

  const closedKey = (tenant: string) => `${platform} ${tenant}`

  async function send(
    kind: 'message' | 'edit',
    [tenant, channel]: readonly [string, string],
    call: () => Promise<Delivery>,
  ): Promise<Delivery> {
    const paces = PACES[platform][kind]
    await turn(tenant, `${kind} ${tenant} ${channel}`, paces.channel)
    await turn(tenant, `${kind} ${tenant}`, paces.tenant)
    refuseUntil(closed.get(tenant) ?? 0)
    try {
      return await call()
    } catch (error) {
      if (error instanceof TryLater) {
        const until = clock.now() + error.afterMs
        closed.set(tenant, until)
        await shared.close(closedKey(tenant), until)
      }
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
