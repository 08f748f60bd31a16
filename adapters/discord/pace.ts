import { setTimeout as pause } from 'node:timers/promises'

export interface Pace<T> {
  /** Takes the place of what was handed over before and is not shown yet. */
  show(newest: T): void
  /** Resolves when nothing is under way any more; what waits is dropped. */
  end(): Promise<void>
}

/** Shows the newest of many, one at a time and at least `everyMs` apart. `put` never rejects. */
export function createPace<T>(everyMs: number, put: (newest: T) => Promise<void>): Pace<T> {
  const ended = new AbortController()
  let waiting: { value: T } | undefined
  let running = Promise.resolve()
  let isRunning = false

  async function run(): Promise<void> {
    while (waiting && !ended.signal.aborted) {
      const { value } = waiting
      waiting = undefined
      await put(value)
      await pause(everyMs, undefined, { signal: ended.signal }).catch(() => undefined)
    }
    isRunning = false
  }

  return {
    show(value) {
      waiting = { value }
      if (isRunning) return
      isRunning = true
      running = run()
    },
    async end() {
      ended.abort()
      await running
    },
  }
}
