import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import { type Connection, openConnection } from './connection'
import type { Context } from './context'
import { type Dispatch, isEntitled, visibleData } from './dispatch'
import { identify, requestMembers } from './identify'
import type { IdentifyLimit } from './identify-limit'
import { closeCode, opcode } from './protocol'
import type { Session } from './session'
import type { Json } from './types'

export interface Gateway {
  dispatch: Dispatch
  drop(): void
  freeze(): void
  askReconnect(): void
  invalidate(resumable: boolean): void
  closeAll(code: number): void
  /** How many sockets are open. */
  connected(): number
  /** How often somebody has tried to connect, refused attempts included. */
  attempts(): number
  close(): void
}

export interface GatewayOptions {
  heartbeatIntervalMs: number
  identifyLimit: IdentifyLimit
  /** How long a session without a connection can be resumed, in real milliseconds. */
  sessionTimeoutMs: number
}

/** Gateway v10 on `/gateway` of the HTTP server; JSON only. https://docs.discord.com/developers/events/gateway */
export function createGateway(context: Context, server: Server, options: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ noServer: true })
  const connections = new Set<Connection>()
  const sessions = new Map<string, Session>()
  let held: (() => void) | undefined
  let attempts = 0

  const events = {
    identify(data: unknown, connection: Connection) {
      const session = identify(context, connection, data, options)
      if (session) sessions.set(session.id, session)
      return session
    },
    resume(data: unknown, connection: Connection) {
      const { token, session_id, seq } = (data ?? {}) as { token?: string; session_id?: string; seq?: number }
      if (token !== context.botToken || context.faults.tokenRevoked) {
        connection.close(closeCode.authenticationFailed, 'Authentication failed.')
        return undefined
      }
      endForgotten()
      const session = sessions.get(session_id ?? '')
      if (session?.resumeOn(connection.socket, Number(seq))) return session
      connection.send(opcode.invalidSession, false)
      return undefined
    },
    requestMembers: (data: unknown, session: Session) => requestMembers(context, session, data),
  }

  server.on('upgrade', (request, socket, head) => {
    attempts += 1
    const url = new URL(request.url ?? '/', context.origin)
    if (!url.pathname.startsWith('/gateway') || url.searchParams.has('compress') || context.faults.down)
      return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (url.searchParams.get('v') !== '10')
        return opened.close(closeCode.invalidVersion, 'Invalid API version.')
      const connection = openConnection(opened, options.heartbeatIntervalMs, events)
      connections.add(connection)
      opened.on('close', (code) => {
        connections.delete(connection)
        // A client that says goodbye with 1000 or 1001 gives its session up, unless another connection has resumed it.
        const { session } = connection
        if (session && (code === 1000 || code === 1001) && session.aloneMs() !== undefined)
          sessions.delete(session.id)
      })
    })
  })

  /** "The session will remain active and timeout after a few minutes": https://docs.discord.com/developers/events/gateway#initiating-a-disconnect */
  function endForgotten(): void {
    for (const session of sessions.values())
      if ((session.aloneMs() ?? 0) > options.sessionTimeoutMs) sessions.delete(session.id)
  }

  const deliver = (event: string, data: Json, guildId: string | undefined) => {
    endForgotten()
    for (const session of sessions.values()) {
      const sent = { name: event, data, guildId }
      if (!isEntitled(session, sent, context.botUserId)) continue
      const visible = visibleData(sent, session.intents, context.botUserId)
      for (let time = 0; time <= context.faults.duplicates; time += 1) session.send(event, visible)
    }
  }
  const release = () => {
    held?.()
    held = undefined
  }

  return {
    dispatch(event, data, guildId) {
      const isOutside = guildId !== undefined && context.guilds.get(guildId)?.botJoinedAt === undefined
      if (isOutside && event !== 'GUILD_DELETE') return
      if (context.faults.reorder && !held) {
        held = () => deliver(event, data, guildId)
        setTimeout(release, 50).unref()
        return
      }
      deliver(event, data, guildId)
      release()
    },
    drop() {
      for (const { socket } of connections) socket.terminate()
    },
    freeze() {
      for (const connection of connections) connection.freeze()
    },
    askReconnect() {
      for (const connection of connections) connection.send(opcode.reconnect, null)
    },
    invalidate(resumable) {
      for (const connection of connections) {
        if (!resumable && connection.session) sessions.delete(connection.session.id)
        connection.send(opcode.invalidSession, resumable)
      }
    },
    closeAll(code) {
      for (const connection of connections) connection.close(code)
    },
    connected: () => connections.size,
    attempts: () => attempts,
    close() {
      for (const { socket } of connections) socket.terminate()
      sockets.close()
    },
  }
}
