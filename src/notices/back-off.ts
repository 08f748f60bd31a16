import { MINUTE_MS } from '../clock'

const FIRST_MS = 1_000
const LONGEST_MS = 10 * MINUTE_MS

/** How long to wait after the nth failed attempt, in milliseconds: doubles from a second up to ten minutes. */
export function backOffMs(attempts: number): number {
  return Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS)
}
