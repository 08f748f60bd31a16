import type { SocketHub } from './socket'

export type Failure =
  | { http: 500 | 503 }
  | { http: 429; retryAfterSeconds: number }
  /** `ok: false` with this code. */
  | { error: string }

/** What tests ask to go wrong; `clear()` ends all of it. */
export interface SlackFaults {
  /** Cuts every socket without a closing handshake. */
  dropSockets(): void
  /** Leaves every socket open but deaf and dumb. */
  freezeSockets(): void
  /** Asks every client to reconnect, as Slack does every few hours. */
  refreshSockets(): void
  /** Holds every delivery and every Web API answer back. */
  delay(delayMs: number): void
  /** The next `count` calls of a Web API method fail. */
  failNext(method: string, count: number, failure: Failure): void
  /** Delivers everything `extra` more times, with other envelope ids. */
  duplicate(extra: number): void
  /** Holds the next `count` deliveries back, then makes them in the opposite order. */
  reverseNext(count: number): void
  /** Direct messages to this person are refused with `cannot_dm_bot`. */
  blockDirectMessages(userId: string): void
  /** The workspace's bot token stops working, and `tokens_revoked` is sent. */
  revokeToken(teamId?: string): void
  /** Nothing answers and every socket is cut, until `clear()` or for `forMs` of sandbox time. */
  goDown(forMs?: number): void
  clear(): void
}

export interface FaultState {
  delayMs: number
  extraDeliveries: number
  toReverse: number
  failures: Map<string, { left: number; failure: Failure }>
  blocked: Set<string>
  down: boolean
}

export function createFaultState(): FaultState {
  return {
    delayMs: 0,
    extraDeliveries: 0,
    toReverse: 0,
    failures: new Map(),
    blocked: new Set(),
    down: false,
  }
}

/** The failure that was asked for the next call of `method`, used up by looking. */
export function takeFailure(state: FaultState, method: string): Failure | undefined {
  const planned = state.failures.get(method)
  if (!planned) return undefined
  planned.left -= 1
  if (planned.left <= 0) state.failures.delete(method)
  return planned.failure
}

export function createFaults(
  state: FaultState,
  sockets: SocketHub,
  act: { revokeToken(teamId?: string): void; later(delayMs: number, run: () => void): void },
): SlackFaults {
  return {
    dropSockets: sockets.drop,
    freezeSockets: sockets.freeze,
    refreshSockets: sockets.refresh,
    delay: (delayMs) => {
      state.delayMs = delayMs
    },
    failNext: (method, count, failure) => state.failures.set(method, { left: count, failure }),
    duplicate: (extra) => {
      state.extraDeliveries = extra
    },
    reverseNext: (count) => {
      state.toReverse = count
    },
    blockDirectMessages: (userId) => state.blocked.add(userId),
    revokeToken: act.revokeToken,
    goDown(forMs) {
      state.down = true
      sockets.drop()
      if (forMs !== undefined) act.later(forMs, () => Object.assign(state, { down: false }))
    },
    clear: () => Object.assign(state, createFaultState()),
  }
}
