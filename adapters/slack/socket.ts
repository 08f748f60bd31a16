import { type Logger, SocketModeReceiver } from '@slack/bolt'
import { errorCode } from './web'

const firstRetryMs = 250
/** Short, because people wait: a 429 of Slack's is waited out by its client before it counts as a failure here. */
const longestRetryMs = 2_000

/** A Socket Mode connection that comes back by itself. */
export interface Socket {
  receiver: SocketModeReceiver
  readonly connected: boolean
  /** Rejects when Slack refuses the token; out of reach, it is tried again and again. */
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Bolt's receiver with a reconnection of our own: the client's waits five seconds at the least, even when Slack asks
 * for a fresh connection, and ends the process when Slack is out of reach at that moment.
 * https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect
 */
export function createSocket(options: { appToken: string; apiUrl: string; logger: Logger }): Socket {
  const { appToken, apiUrl: slackApiUrl, logger } = options
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { slackApiUrl, retryConfig: { retries: 0 } } },
  })
  const { client } = receiver
  let connected = false
  let wanted = false
  let timer: NodeJS.Timeout | undefined

  function reconnect(afterMs: number): void {
    if (!wanted || connected || timer) return
    timer = setTimeout(() => {
      timer = undefined
      if (!wanted) return
      client.start().catch((error: unknown) => {
        logger.warn(`Slack is out of reach: ${String(error)}`)
        reconnect(Math.min(afterMs * 2, longestRetryMs))
      })
    }, afterMs)
  }

  client.on('connected', () => {
    connected = true
  })
  client.on('disconnected', () => {
    connected = false
    reconnect(firstRetryMs)
  })

  return {
    receiver,
    get connected() {
      return connected
    },
    async start() {
      wanted = true
      await client.start().catch((error: unknown) => {
        if (errorCode(error) !== undefined) {
          wanted = false
          throw error
        }
        logger.warn(`Slack is out of reach: ${String(error)}`)
        reconnect(firstRetryMs)
      })
    },
    async stop() {
      wanted = false
      clearTimeout(timer)
      if (connected) await client.disconnect()
    },
  }
}
