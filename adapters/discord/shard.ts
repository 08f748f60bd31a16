import {
  CloseCodes,
  DefaultWebSocketManagerOptions,
  type SessionInfo,
  WebSocketShard,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from '@discordjs/ws'
import { GatewayCloseCodes, GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js'
import type { Lease, ShardSession } from '../../src/chat'
import type { GatewayInformation } from './gateway'
import type { Log } from './log'
import { createProgress } from './progress'
import { within } from './within'

export interface ShardOptions {
  token: string
  intents: number
  gateway: GatewayInformation
  /** Resolves when this shard may start a session. Rejects only when `signal` is aborted. */
  mayIdentify(shard: number, signal: AbortSignal): Promise<void>
  /** Whether this process holds the lease for certain; a connection that ends while it does not is not made again. */
  isMine(): boolean
  /** Whether this process may listen; asked before each event. */
  mayHear(): boolean
  /** Resolves when the event has been dealt with. */
  onEvent(event: GatewayDispatchPayload): Promise<void> | undefined
  log: Log
}

/** One shard, connected until it is closed: after a failure discord.js resumes, or starts a new session. */
export interface Shard {
  /** Whether events arrive. */
  readonly ready: boolean
  /** Resolves when events arrive for the first time, or when it is closed before. Rejects when Discord refuses. */
  readonly opened: Promise<void>
  /** Listens no more: it was closed, or its connection ended or an event came while the lease may have been another process's. */
  readonly ended: boolean
  /** What another process may go on from: it repeats what is not dealt with yet. */
  session(): ShardSession | null
  /** Listens no more. What others go on from follows the last event that was heard; `gone`: the connection has ended. */
  close(): { session: ShardSession | null; gone: Promise<void> }
}

/** Trying again at once does not help. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const refusals: readonly number[] = [
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]

/** The connection broke, or there was none. */
const cutOff = 1006
const goodbyeMs = 1_000

export function openShard({ shard, of, session: from }: Lease, options: ShardOptions): Shard {
  const { token, intents, gateway, log } = options
  let session: SessionInfo | null = from && {
    sessionId: from.id,
    resumeURL: from.resumeUrl,
    sequence: from.sequence,
    shardId: shard,
    shardCount: of,
  }
  let progress = createProgress(from?.sequence ?? 0)
  let isClosed = false
  let isCutOff = false
  let isGreeted = false
  let markClosed = () => {}
  const closing = new Promise<void>((resolve) => {
    markClosed = resolve
  })
  function end(): void {
    isClosed = true
    markClosed()
  }
  /** With this code Discord keeps the session: https://docs.discord.com/developers/events/gateway#initiating-a-disconnect */
  const leave = () => socket.destroy({ code: CloseCodes.Resuming, reason: 'Handed over' })

  const socket = new WebSocketShard(
    {
      options: {
        ...DefaultWebSocketManagerOptions,
        token,
        intents,
        gatewayInformation: gateway,
        shardCount: of,
      },
      // discord.js asks before it connects once more, which it also does when it was closed between two attempts.
      retrieveSessionInfo: () => (isClosed ? never() : session),
      updateSessionInfo(_, updated) {
        if (isClosed) return
        // discord.js gives the session up when Discord cannot be reached; only Discord knows whether it has ended.
        if (!updated && isCutOff) session = session && { ...session, resumeURL: gateway.url }
        else session = updated
      },
      waitForIdentify: (id, signal) => (isClosed ? never() : options.mayIdentify(id, signal)),
    },
    shard,
  )

  socket.on(WebSocketShardEvents.Hello, () => {
    isGreeted = true
    isCutOff = false
    if (isClosed) void leave()
  })
  socket.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (isClosed) return
    if (data.t === GatewayDispatchEvents.Ready) progress = createProgress(0)
    // What is not heard here is repeated for whoever goes on with the session.
    if (!options.mayHear()) {
      close()
      return
    }
    progress.note(data.s, options.onEvent(data))
  })
  socket.on(WebSocketShardEvents.Resumed, () => log.info({ shard }, 'a Discord shard has resumed'))
  socket.on(WebSocketShardEvents.Error, ({ error }) => log.warn({ error, shard }, 'a Discord shard failed'))
  socket.on(WebSocketShardEvents.Closed, ({ code }) => {
    isGreeted = false
    if (isClosed) return
    if (refusals.includes(code))
      return log.error(
        { code, shard },
        'Discord has closed a shard for good: check the bot token and its intents',
      )
    // Whoever holds the lease now may have gone on with the session; resuming would take it away from them.
    if (!options.isMine()) return end()
    if (!isCutOff) log.info({ shard, code }, 'a Discord shard reconnects')
    isCutOff = code === cutOff
  })
  const opened = Promise.race([socket.connect(), closing])
  // Whoever does not wait for it reads of it in the log.
  opened.catch(() => {})

  const sessionAt = (sequence: number): ShardSession | null =>
    session && { id: session.sessionId, resumeUrl: session.resumeURL, sequence }

  function close() {
    end()
    // Before its greeting a connection serves no session, and discord.js ends the process when one fails that it has
    // given up: it is left when it is there.
    const gone = isGreeted ? within(goodbyeMs, leave()) : Promise.resolve()
    return { session: sessionAt(progress.last()), gone }
  }

  return {
    get ready() {
      return !isClosed && socket.status === WebSocketShardStatus.Ready
    },
    opened,
    session: () => sessionAt(progress.done()),
    get ended() {
      return isClosed
    },
    close,
  }
}

const never = () => new Promise<never>(() => {})
