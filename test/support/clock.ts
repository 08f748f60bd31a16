import type { Clock } from '../../src/clock'

export interface TestClock extends Clock {
  advance(byMs: number): void
  set(atMs: number): void
}

/** Stands still at a Monday morning until told otherwise. */
export function createTestClock(startMs = Date.UTC(2026, 0, 5, 9)): TestClock {
  let nowMs = startMs
  return {
    now: () => nowMs,
    advance: (byMs) => {
      nowMs += byMs
    },
    set: (atMs) => {
      nowMs = atMs
    },
  }
}
