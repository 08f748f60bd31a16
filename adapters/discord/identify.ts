import { setTimeout as sleep } from 'node:timers/promises'
import type { ShardLeases } from '../../src/chat'
import type { GatewayInformation } from './gateway'
import type { Log } from './log'

export type SessionStartLimit = GatewayInformation['session_start_limit']

/** Left for whoever else starts sessions with this token: at none left, Discord ends all sessions and resets it. */
const reserve = 10
/** From here on, what is left has to last until Discord counts anew. */
const few = 200
const retryMs = 5_000

/** How long to wait before the next session is started, in milliseconds. */
export function pauseBefore({ remaining, reset_after }: SessionStartLimit): number {
  if (remaining <= reserve) return reset_after
  return remaining < few ? Math.floor(reset_after / (remaining - reserve)) : 0
}

interface Identifying {
  ask(): Promise<GatewayInformation>
  leases: Pick<ShardLeases, 'takeTurn'>
  log: Log
}

/**
 * Waits until a shard may start a session: while Discord allows some today, and one after the other for each key, in
 * all processes. Rejects only when `signal` is aborted.
 * https://docs.discord.com/developers/events/gateway#sharding-max-concurrency
 */
export function createIdentifying({ ask, leases, log }: Identifying) {
  return async (shard: number, signal: AbortSignal): Promise<void> => {
    for (;;) {
      try {
        const { session_start_limit: limit } = await ask()
        const pauseMs = pauseBefore(limit)
        if (pauseMs > 0) {
          const { remaining } = limit
          log.warn({ shard, remaining, pauseMs }, 'Discord lets few more sessions start today: a shard waits')
          await sleep(pauseMs, undefined, { signal })
          if (remaining <= reserve) continue
        }
        await sleep(await leases.takeTurn(shard % limit.max_concurrency), undefined, { signal })
        return
      } catch (error) {
        signal.throwIfAborted()
        log.warn({ err: error, shard }, 'Cannot tell whether a shard may start a session')
        await sleep(retryMs, undefined, { signal })
      }
    }
  }
}
