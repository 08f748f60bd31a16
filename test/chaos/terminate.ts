import type { Child } from '../support/child'

const MAY_TAKE_MS = 10_000

/** Ends a process as a deployment does: it has to be gone in time, with 0. Resolves to how long it took. */
export async function terminate(child: Child): Promise<number> {
  const at = performance.now()
  child.signal('SIGTERM')
  expect({ code: await child.ended, said: child.output() }).toMatchObject({ code: 0 })
  const tookMs = performance.now() - at
  expect(tookMs).toBeLessThan(MAY_TAKE_MS)
  return tookMs
}
