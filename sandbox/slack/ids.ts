import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../clock'

export interface Ids {
  /** A message timestamp, later than every one before: seconds, a dot, six digits. */
  ts(): string
  /** A Slack-looking id: `V0000000A1`. */
  next(prefix: string): string
  /** Unguessable, for tickets, triggers and addresses. */
  secret(): string
}

export function createIds(clock: SandboxClock): Ids {
  let lastMicros = 0
  let count = 0
  return {
    ts() {
      lastMicros = Math.max(lastMicros + 1, clock.now() * 1_000)
      return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`
    },
    next(prefix) {
      count += 1
      return prefix + count.toString(36).toUpperCase().padStart(9, '0')
    },
    secret: () => randomBytes(16).toString('hex'),
  }
}
