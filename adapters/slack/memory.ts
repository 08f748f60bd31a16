/** Names and yes or no: a few megabytes at most. */
const mostKept = 20_000

/** Keeps what Slack said for a while, so that it is asked once, also by many at the same time. A failure is kept by nobody. */
export function createMemory<T>(now: () => number) {
  const kept = new Map<string, { value: T; until: number }>()
  const asked = new Map<string, Promise<T>>()

  async function ask(key: string, read: () => Promise<{ value: T; keptMs: number }>): Promise<T> {
    const { value, keptMs } = await read()
    kept.delete(key)
    kept.set(key, { value, until: now() + keptMs })
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return value
  }

  return async (key: string, read: () => Promise<{ value: T; keptMs: number }>): Promise<T> => {
    const known = kept.get(key)
    if (known && known.until > now()) return known.value
    const already = asked.get(key)
    if (already) return already
    const answer = ask(key, read).finally(() => asked.delete(key))
    asked.set(key, answer)
    return answer
  }
}
