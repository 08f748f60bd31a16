import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

/** One draw from the system's generator serves many ids; ulid alone asks it for every single character. */
const pool = new Uint8Array(1_024)
let used = pool.length

function random(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 1
  return (pool[used - 1] ?? 0) / 256
}

const next = monotonicFactory(random)

/** A new id: 26 characters that sort by the moment they were made; within one process also by their order. */
export const newId = (at: number): string => next(at)
