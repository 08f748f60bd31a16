/**
 * Asks again until the answer is neither false, null nor undefined, and returns it.
 * @throws when that does not happen within `timeoutMs` (10 s); the message names the last failure.
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 20, what = String(ask) } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + timeoutMs
  let failure: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== false && answer !== null && answer !== undefined) {
        return answer as NonNullable<Exclude<T, false>>
      }
    } catch (error) {
      failure = error
    }
    if (performance.now() > deadline) {
      throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: failure })
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
