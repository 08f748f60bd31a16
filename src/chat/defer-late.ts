import type { Responder } from './interaction'

/** Discord and Slack wait three seconds for a first response; work that takes longer is announced after this. */
const DEFER_AFTER_MS = 2_000

/**
 * Announces work that takes long. The returned function calls that off, or waits for an announcement under way.
 * `onRefused` is told when the platform does not take it; the work goes on all the same.
 */
export function deferLate(responder: Responder, onRefused: (error: unknown) => void): () => Promise<void> {
  let announced: Promise<void> | undefined
  const timer = setTimeout(() => {
    announced = responder.defer().catch(onRefused)
  }, DEFER_AFTER_MS)
  return async () => {
    clearTimeout(timer)
    await announced
  }
}
