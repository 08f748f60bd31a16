import type { SandboxClock } from '../clock'

/** Runs once when the sandbox clock has passed `delayMs` from now, be it by waiting or by moving the clock. */
export function after(clock: SandboxClock, delayMs: number, run: () => void): () => void {
  const dueAt = clock.now() + delayMs
  const cancel = () => {
    clearTimeout(timer)
    stopListening()
  }
  const fire = () => {
    if (clock.now() < dueAt) return
    cancel()
    run()
  }
  const timer = setTimeout(fire, delayMs + 1)
  timer.unref()
  const stopListening = clock.onAdvance(fire)
  return cancel
}
