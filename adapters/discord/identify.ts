import { setTimeout as sleep } from 'node:timers/promises'
import type { ShardLeases } from '../../src/chat'
import type { AskGateway, GatewayInformation } from './gateway'
import type { Log } from './log'

export type SessionStartLimit = GatewayInformation['session_start_limit']

/** Left for whoever else starts sessions with this token: at none left, Discord ends all sessions and resets it. */
const reserve = 10
/** From here on, what is left has to last until Discord counts anew. */
const few = 200
/**
 * "Number of identify requests allowed per 5 seconds", and something for the way there.
 * https://docs.discord.com/developers/events/gateway#session-start-limit-object
 */
const turnMs = 5_250
const retryMs = 5_000

/** How long no other session is started after one, in milliseconds; where none may be started, how long that lasts. */
export function pauseAfter({ remaining, reset_after }: SessionStartLimit): number {
  if (remaining <= reserve) return Math.max(reset_after, retryMs)
  return remaining < few ? Math.max(turnMs, Math.floor(reset_after / (remaining - reserve))) : turnMs
}

interface Identifying {
  ask: AskGateway
  leases: Pick<ShardLeases, 'takeTurn'>
  log: Log
}

/**
 * Waits until a shard may start a session: while Discord allows some today, and one after the other for each key, in
 * all processes. Rejects only when `signal` is aborted.
 * https://docs.discord.com/developers/events/gateway#sharding-max-concurrency
 */
export function createIdentifying({ ask, leases, log }: Identifying) {
  /** How long to wait before asking again; 0: the shard may start a session now. */
  async function waitFor(shard: number): Promise<number> {
    const { session_start_limit: limit } = await ask()
    const { remaining, max_concurrency } = limit
    const pauseMs = pauseAfter(limit)
    if (remaining <= reserve) return pauseMs
    // What is left has to last for the shards of all keys.
    const key = remaining < few ? 0 : shard % max_concurrency
    const waitMs = await leases.takeTurn(key, pauseMs)
    if (waitMs > 0) return waitMs
    // Others may have started sessions since.
    const { session_start_limit: now } = await ask(0)
    return now.remaining <= reserve ? pauseAfter(now) : 0
  }

  return async (shard: number, signal: AbortSignal): Promise<void> => {
    for (;;) {
      const waitMs = await waitFor(shard).catch((err) => {
        log.warn({ err, shard }, 'Cannot tell whether a shard may start a session')
        return retryMs
      })
      signal.throwIfAborted()
      if (waitMs === 0) return
      if (waitMs > turnMs)
        log.warn({ shard, waitMs }, 'Discord lets few more sessions start today: a shard waits')
      await sleep(waitMs, undefined, { signal })
    }
  }
}
