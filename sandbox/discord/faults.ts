/** What a test can make go wrong; all of it is off at the start. */
export interface Faults {
  /** Added to every REST answer, in milliseconds of real time. */
  delayMs: number
  /** How many times more each gateway event is delivered: same interaction id, as after a redelivery. */
  duplicates: number
  /** Delivers gateway events in pairs the other way round. */
  reorder: boolean
  /** REST and gateway refuse connections, and open sockets are cut. */
  down: boolean
  /** The bot token stops working: 401 over REST, close code 4004 at the gateway. */
  tokenRevoked: boolean
  /** Users who accept no direct messages from the bot (50007). */
  blocked: Set<string>
  failures: Failure[]
}

export interface Failure {
  /** As in the call log, e.g. `POST /channels/:channel/messages`, or a part of it. */
  route: string | RegExp
  status: number
  body?: unknown
  left: number
}

/** Handle for tests. Each fault stays until it is lifted or `clear` is called. */
export interface FaultControls {
  delay(milliseconds: number): void
  /** Answers the next `times` calls of a route with this status, without doing anything. */
  failNext(route: string | RegExp, status: number, times?: number, body?: unknown): void
  duplicateEvents(times: number): void
  reorderEvents(on: boolean): void
  /** Cuts every gateway socket without a close frame; sessions can be resumed. */
  dropSockets(): void
  /** Leaves gateway sockets open but dead: nothing is read, acknowledged or delivered any more. */
  freezeSockets(): void
  /** Opcode 7: asks every client to reconnect and resume. */
  askReconnect(): void
  /** Opcode 9 to every client. */
  invalidateSessions(resumable: boolean): void
  revokeToken(): void
  blockDirectMessages(userId: string, blocked?: boolean): void
  goDown(): void
  comeBack(): void
  clear(): void
}

export function createFaults(): Faults {
  return {
    delayMs: 0,
    duplicates: 0,
    reorder: false,
    down: false,
    tokenRevoked: false,
    blocked: new Set(),
    failures: [],
  }
}

/** The failure a test has ordered for this call, used up. */
export function takeFailure(faults: Faults, route: string): Failure | undefined {
  const found = faults.failures.find((failure) =>
    typeof failure.route === 'string' ? route.includes(failure.route) : failure.route.test(route),
  )
  if (!found) return undefined
  found.left -= 1
  if (found.left === 0) faults.failures.splice(faults.failures.indexOf(found), 1)
  return found
}

interface Sockets {
  drop(): void
  freeze(): void
  askReconnect(): void
  invalidate(resumable: boolean): void
  closeAll(code: number): void
}

export function createFaultControls(faults: Faults, gateway: Sockets): FaultControls {
  return {
    delay: (milliseconds) => {
      faults.delayMs = milliseconds
    },
    failNext: (route, status, times = 1, body = undefined) => {
      faults.failures.push({ route, status, body, left: times })
    },
    duplicateEvents: (times) => {
      faults.duplicates = times
    },
    reorderEvents: (on) => {
      faults.reorder = on
    },
    dropSockets: gateway.drop,
    freezeSockets: gateway.freeze,
    askReconnect: gateway.askReconnect,
    invalidateSessions: gateway.invalidate,
    revokeToken: () => {
      faults.tokenRevoked = true
      gateway.closeAll(4004)
    },
    blockDirectMessages: (userId, blocked = true) => {
      if (blocked) faults.blocked.add(userId)
      else faults.blocked.delete(userId)
    },
    goDown: () => {
      faults.down = true
      gateway.drop()
    },
    comeBack: () => {
      faults.down = false
    },
    clear: () => {
      Object.assign(faults, createFaults())
    },
  }
}
