/** Does `work` for every item, at most `limit` at once. */
export async function sideBySide<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const workers = Array.from({ length: limit }, async () => {
    for (const item of queue) await work(item)
  })
  await Promise.all(workers)
}
