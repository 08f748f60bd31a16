import { eachAlone } from './each-alone'

/**
 * One run of a sweep: batch after batch until one has moved something, and past all that fail, so that what cannot be saved,
 * by a fault of ours, holds up nothing behind it. `read` gives at most `size` rows that come after the last one, in an order
 * of their own; `save` tells how many it has moved.
 * @throws the first failure, after every row has had its turn
 */
export async function pastFailures<Row>(
  size: number,
  read: (last?: Row) => Promise<readonly Row[]>,
  save: (rows: readonly Row[]) => Promise<number>,
): Promise<number> {
  const failures: unknown[] = []
  let rows: readonly Row[] = []
  do {
    rows = await read(rows.at(-1))
    const moved = await save(rows).catch((error: unknown) => {
      failures.push(error)
      return 0
    })
    if (moved > 0 && failures.length === 0) return moved
  } while (rows.length === size)
  if (failures.length > 0) throw failures[0]
  return 0
}

/** Saves all at once; if that fails, each by itself, so that one that cannot be saved holds up none of the others. */
export function togetherOrAlone<Row>(save: (rows: readonly Row[]) => Promise<number>) {
  return async (rows: readonly Row[]): Promise<number> => {
    try {
      return await save(rows)
    } catch {
      let saved = 0
      await eachAlone(rows, async (row) => {
        saved += await save([row])
      })
      return saved
    }
  }
}
