/** The only source of time. Tests and the sandbox hand in their own. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** ISO 8601 in UTC, for log lines, machine-readable output and SQL parameters. */
export const isoTime = (atMs: number) => new Date(atMs).toISOString()
