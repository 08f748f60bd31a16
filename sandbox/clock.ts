/** Time in the sandbox: real time plus what the page or a test has skipped. Only the sandbox may move it. */
export interface SandboxClock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Moves time forward; a negative step is refused, because due dates never come back. */
  advance(milliseconds: number): void
  onAdvance(listener: (now: number) => void): () => void
}

export function createSandboxClock(realNow: () => number = Date.now): SandboxClock {
  let skippedMs = 0
  const listeners = new Set<(now: number) => void>()
  const now = () => realNow() + skippedMs
  return {
    now,
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new RangeError(`time moves forward only; got ${milliseconds} ms`)
      skippedMs += milliseconds
      for (const listener of listeners) listener(now())
    },
    onAdvance(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
