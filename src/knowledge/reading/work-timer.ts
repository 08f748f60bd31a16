/** Counts the time in which somebody works, and rings when it is more than allowed. Waiting costs nothing. */
export interface WorkTimer {
  start(): void
  stop(): void
}

export function createWorkTimer(limitMs: number, ring: () => void): WorkTimer {
  let leftMs = limitMs
  let startedAt = 0
  let timer: NodeJS.Timeout | null = null
  return {
    start() {
      if (timer) return
      startedAt = performance.now()
      timer = setTimeout(ring, leftMs)
    },
    stop() {
      if (!timer) return
      clearTimeout(timer)
      timer = null
      leftMs = Math.max(0, leftMs - (performance.now() - startedAt))
    },
  }
}
