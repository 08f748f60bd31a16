import type { WebSocket } from 'ws'
import { closeCode, opcode } from './protocol'
import type { Session } from './session'

/** What one gateway socket may ask of the server. https://docs.discord.com/developers/events/gateway#connection-lifecycle */
export interface ConnectionEvents {
  identify(data: unknown, connection: Connection): Session | undefined
  resume(data: unknown, connection: Connection): Session | undefined
  requestMembers(data: unknown, session: Session): void
}

export interface Connection {
  readonly socket: WebSocket
  session: Session | undefined
  /** Half-open: nothing is read or written any more, but the socket stays. */
  freeze(): void
  send(op: number, data: unknown): void
  close(code: number, reason?: string): void
}

const clientPayloadsPerMinute = 120

export function openConnection(
  socket: WebSocket,
  heartbeatIntervalMs: number,
  events: ConnectionEvents,
): Connection {
  let frozen = false
  let payloads = 0
  const minute = setInterval(() => {
    payloads = 0
  }, 60_000).unref()

  const connection: Connection = {
    socket,
    session: undefined,
    freeze() {
      frozen = true
      connection.session?.detach(socket)
    },
    send(op, data) {
      if (!frozen) socket.send(JSON.stringify({ op, d: data, s: null, t: null }))
    },
    close: (code, reason = '') => socket.close(code, reason),
  }

  const expectHeartbeat = () =>
    setTimeout(() => {
      if (!frozen) connection.close(closeCode.sessionTimedOut, 'Session timed out.')
    }, heartbeatIntervalMs * 1.5).unref()
  let silence = expectHeartbeat()

  const start = (session: Session | undefined) => {
    if (session) connection.session = session
  }

  const handle: Record<number, (data: unknown) => void> = {
    [opcode.heartbeat]: () => {
      clearTimeout(silence)
      silence = expectHeartbeat()
      connection.send(opcode.heartbeatAck, null)
    },
    [opcode.identify]: (data) => {
      if (connection.session) connection.close(closeCode.alreadyAuthenticated, 'Already authenticated.')
      else start(events.identify(data, connection))
    },
    [opcode.resume]: (data) => start(events.resume(data, connection)),
    [opcode.presenceUpdate]: requireSession(() => undefined),
    [opcode.voiceStateUpdate]: requireSession(() => undefined),
    [opcode.requestGuildMembers]: requireSession((data, session) => events.requestMembers(data, session)),
  }

  function requireSession(run: (data: unknown, session: Session) => void) {
    return (data: unknown) => {
      if (connection.session) run(data, connection.session)
      else connection.close(closeCode.notAuthenticated, 'Not authenticated.')
    }
  }

  socket.on('message', (bytes) => {
    if (frozen) return
    payloads += 1
    // https://docs.discord.com/developers/events/gateway#rate-limiting
    if (payloads > clientPayloadsPerMinute)
      return connection.close(closeCode.rateLimited, 'You are being rate limited.')
    const payload = decode(bytes.toString())
    if (!payload) return connection.close(closeCode.decodeError, 'Error while decoding payload.')
    const run = handle[payload.op]
    if (run) run(payload.d)
    else connection.close(closeCode.unknownOpcode, 'Unknown opcode.')
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(silence)
    clearInterval(minute)
    connection.session?.detach(socket)
  })
  connection.send(opcode.hello, { heartbeat_interval: heartbeatIntervalMs, _trace: ['["sandbox"]'] })
  return connection
}

function decode(text: string): { op: number; d: unknown } | undefined {
  try {
    const payload: unknown = JSON.parse(text)
    if (typeof payload !== 'object' || payload === null || !('op' in payload)) return undefined
    return { op: Number(payload.op), d: 'd' in payload ? payload.d : undefined }
  } catch {
    return undefined
  }
}
