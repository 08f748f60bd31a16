const mostKept = 1_000

/** Keeps what Slack said for a while, so that it is asked once. A failure is kept by nobody. */
export function createMemory<T>(now: () => number) {
  const kept = new Map<string, { value: T; until: number }>()

  return async (key: string, read: () => Promise<{ value: T; keptMs: number }>): Promise<T> => {
    const known = kept.get(key)
    if (known && known.until > now()) return known.value
    const { value, keptMs } = await read()
    kept.delete(key)
    kept.set(key, { value, until: now() + keptMs })
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
