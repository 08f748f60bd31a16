import type { WebSocket } from 'ws'
import type { Subscription } from './dispatch'
import { opcode } from './protocol'
import type { Json } from './types'

/** How many events are kept for a client that comes back. */
const replayed = 5_000

/** One gateway session: it outlives its sockets, so that a client can resume and miss nothing. */
export interface Session extends Subscription {
  readonly id: string
  readonly sequence: number
  /** Delivers an event now, or keeps it until the session is resumed. */
  send(event: string, data: Json): void
  /** Continues on another socket: replays what came after `sequence`. False when that is too long ago or never was. */
  resumeOn(socket: WebSocket, sequence: number): boolean
  /** For how long no socket has received its events, in real milliseconds; undefined while one does. */
  aloneMs(): number | undefined
  /** The socket is gone or dead; events are kept. */
  detach(socket: WebSocket): void
}

export function createSession(id: string, subscription: Subscription, first: WebSocket): Session {
  let socket: WebSocket | undefined = first
  let sequence = 0
  let aloneSince: number | undefined
  const sent: { sequence: number; frame: string }[] = []

  const transmit = (event: string, data: Json) => {
    sequence += 1
    const frame = JSON.stringify({ op: opcode.dispatch, t: event, s: sequence, d: data })
    sent.push({ sequence, frame })
    if (sent.length > 2 * replayed) sent.splice(0, replayed)
    socket?.send(frame)
  }
  return {
    ...subscription,
    id,
    get sequence() {
      return sequence
    },
    send: transmit,
    resumeOn(next, from) {
      const oldest = sent[0]?.sequence ?? sequence + 1
      if (from > sequence || from < oldest - 1) return false
      socket = next
      aloneSince = undefined
      for (const event of sent) if (event.sequence > from) next.send(event.frame)
      transmit('RESUMED', {})
      return true
    },
    aloneMs: () => (aloneSince === undefined ? undefined : performance.now() - aloneSince),
    detach(gone) {
      if (socket !== gone) return
      socket = undefined
      aloneSince = performance.now()
    },
  }
}
