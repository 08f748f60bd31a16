/** Waits for it, at most this long. Never rejects. */
export async function within(atMostMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMostMs)
  })
  await Promise.race([Promise.allSettled([work]), late])
  clearTimeout(timer)
}
