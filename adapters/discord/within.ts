/** Waits for it, at most this long. Never rejects. */
export async function within(atMostMs: number, work: Promise<unknown>): Promise<void> {
  await inTime(atMostMs, work).catch(() => {})
}

/** @throws when it takes longer than this */
export async function inTime<T>(atMostMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${atMostMs} ms`)), atMostMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
