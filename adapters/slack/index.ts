import { webApi } from '@slack/bolt'
import type { ChatAdapter, Receive, Registry } from '../../src/chat'
import { createChannels } from './channels'
import { createContentReader } from './contents'
import { createHttpReceiver } from './http-receiver'
import { type Listener, listen } from './listen'
import { createLoadGauge } from './load-gauge'
import { createSdkLogger, type Log } from './logger'
import { createMessenger, createProfileReader } from './messenger'
import { createNames } from './names'
import type { Disconnection } from './receive-event'
import { createRoleMirror } from './roles'
import { createSocket } from './socket'
import { createOutlet } from './web'

export { createFixedToken, type FixedToken } from './fixed-token'
export { createSlackOAuth } from './oauth'
export type { Disconnection } from './receive-event'
export { slackManifest } from './register'

export interface SlackOptions {
  /** Another server that speaks Slack's Web API; ends with `/api/`. */
  apiUrl?: string
  /** The bot token of an installed workspace, or of an enterprise installed as a whole. */
  tokenFor(tenant: string): Promise<string | null>
  /** Connects by Socket Mode. */
  appToken?: string
  /** Without `appToken`: takes Slack's requests over HTTP, signed with this. */
  signingSecret?: string
  clock: { now(): number }
  log: Log
  /** The app was removed from a workspace, or its token revoked (B15). */
  onDisconnected?(tenant: string, why: Disconnection): void
  /** Slack has answered a call with 429. */
  onRateLimited?(): void
  registry: Registry
}

/** Interactions under way at once; further commands are refused in their acknowledgement (P4). */
const mostUnderWay = 200

/** Where Slack sends requests, on the one HTTP server. */
const httpPath = '/slack/events'

/** @throws when neither an app token nor a signing secret is given. */
export function createSlackAdapter(options: SlackOptions): ChatAdapter {
  const { apiUrl = 'https://slack.com/api/', tokenFor, appToken, signingSecret, log, registry } = options
  const now = () => options.clock.now()
  const logger = createSdkLogger(log)
  const ending = new AbortController()
  const outlet = createOutlet({ apiUrl, tokenFor, now, logger, ending: ending.signal })
  outlet.web.on(webApi.WebClientEvent.RATE_LIMITED, () => options.onRateLimited?.())
  const profiles = createProfileReader(outlet)
  const names = createNames(profiles, now)
  const channels = createChannels(outlet, now)
  const underWay = new Set<Promise<void>>()
  const busy = () => underWay.size >= mostUnderWay
  const transport = createTransport({ appToken, signingSecret, apiUrl, now, busy, logger })
  let receive: Receive = async () => {}
  let open = false

  const listener: Listener = {
    get closed() {
      return !open
    },
    receive(interaction, responder) {
      const work = receive(interaction, responder).finally(() => underWay.delete(work))
      underWay.add(work)
      return work
    },
    disconnected: (tenant, why) => options.onDisconnected?.(tenant, why),
  }
  const app = listen(transport.receiver, registry, outlet, names, channels, listener, logger)
  app.error(async (error) => log.error({ platform: 'slack', code: error.code }, 'Slack adapter failed'))

  return {
    platform: 'slack',
    messenger: createMessenger(outlet),
    profiles,
    contents: createContentReader(outlet, names, apiUrl),
    roles: createRoleMirror(outlet),
    get connected() {
      return open && transport.connected()
    },
    async start(handler) {
      receive = handler
      open = true
      await transport.start()
    },
    async stop() {
      open = false
      ending.abort()
      await Promise.all(underWay)
      await transport.stop()
    },
    ...(transport.handle && { http: { path: httpPath, handle: transport.handle } }),
  }
}

function createTransport(options: {
  appToken: string | undefined
  signingSecret: string | undefined
  apiUrl: string
  now(): number
  busy(): boolean
  logger: ReturnType<typeof createSdkLogger>
}) {
  const { appToken, signingSecret, apiUrl, now, busy, logger } = options
  if (appToken !== undefined) {
    const socket = createSocket({ appToken, apiUrl, logger })
    return { ...socket, connected: () => socket.connected }
  }
  if (signingSecret === undefined) throw new Error('Slack needs an app token or a signing secret')
  const gauge = createLoadGauge()
  const receiver = createHttpReceiver({ signingSecret, now, busy: () => gauge.saturated || busy() })
  return {
    receiver,
    handle: receiver.handle,
    connected: () => true,
    start: async () => {},
    stop: async () => gauge.stop(),
  }
}
