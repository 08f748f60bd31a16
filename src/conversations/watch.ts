import type { Log } from '../chat'
import { type Clock, isoTime } from '../clock'
import type { Database } from '../db'
import { LEASE_MS, LOOK_EVERY_MS } from './conversation'
import { keepAnswering } from './repository'

export interface Watch {
  /** Aborted when the answer shall not go on. */
  readonly signal: AbortSignal
  /** Somebody wished it, or the turn is not this process's any more. */
  readonly stopped: boolean
  /** What is kept of the answer should this process die. */
  text: string
  end(): void
}

/** Says regularly that an answer is alive, and hears whether it shall stop. */
export function watchOver(
  { db, clock, log }: { db: Database; clock: Clock; log: Log },
  turnId: string,
  ending: AbortSignal,
): Watch {
  const stop = new AbortController()
  async function look() {
    const [kept] = await keepAnswering(db, [turnId, isoTime(clock.now() + LEASE_MS), watch.text])
    // Without a row the conversation is gone, or another process has ended the turn.
    if (!kept || kept.stopAsked) stop.abort()
  }
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.warn({ err: error }, 'an answer could not be kept')),
    LOOK_EVERY_MS,
  )
  const watch: Watch = {
    signal: AbortSignal.any([ending, stop.signal]),
    get stopped() {
      return stop.signal.aborted
    },
    text: '',
    end: () => clearInterval(timer),
  }
  return watch
}
