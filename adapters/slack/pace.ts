import { setTimeout as pause } from 'node:timers/promises'

export interface Pace<T> {
  /** Takes the place of what was handed over before and is not shown yet. */
  show(newest: T): void
  /** Resolves when nothing is under way any more; what waits is dropped. */
  end(): Promise<void>
}

/**
 * Shows the newest of many, one at a time. `put` resolves to the milliseconds to wait before the next, or to `again`
 * when the same has to be shown after that; it never rejects.
 */
export function createPace<T>(put: (newest: T) => Promise<{ waitMs: number; again?: true }>): Pace<T> {
  const ended = new AbortController()
  let waiting: { value: T } | undefined
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (waiting && !ended.signal.aborted) {
      const { value } = waiting
      waiting = undefined
      const { waitMs, again } = await put(value)
      if (again) waiting ??= { value }
      await pause(waitMs, undefined, { signal: ended.signal }).catch(() => undefined)
    }
    running = undefined
  }

  return {
    show(value) {
      if (ended.signal.aborted) return
      waiting = { value }
      running ??= run()
    },
    async end() {
      ended.abort()
      await running
    },
  }
}
