/**
 * Discord on loopback: REST v10 and gateway v10 for the real discord.js client, people who type and press, and faults.
 * Read `rest/server.ts` and `gateway.ts` for what the bot meets, `chatter.ts` for what a person does.
 */
import type { AddressInfo } from 'node:net'
import type { SandboxClock } from '../clock'
import { world } from '../world'
import { createChatter, type DiscordChatter } from './chatter'
import { createContext } from './create-context'
import { createFaultControls, type FaultControls } from './faults'
import { storeFile } from './files'
import { createGateway } from './gateway'
import { createGuildControls, type GuildControls } from './guild-controls'
import { createIdentifyLimit } from './identify-limit'
import { populate } from './populate'
import { intent } from './protocol'
import { createRateLimiter, defaultRateLimits, type RateLimits } from './rate-limits'
import { callbackRoutes } from './rest/callback'
import { channelRoutes } from './rest/channels'
import { commandRoutes } from './rest/commands'
import { gatewayRoutes } from './rest/gateway-bot'
import { guildRoutes } from './rest/guilds'
import { messageRoutes } from './rest/messages'
import { createOAuth } from './rest/oauth'
import { roleRoutes } from './rest/roles'
import { type Call, createApiServer } from './rest/server'
import { threadMemberRoutes } from './rest/thread-members'
import { threadRoutes } from './rest/threads'
import { userRoutes } from './rest/users'
import { webhookRoutes } from './rest/webhooks'
import { archiveIdle } from './threads'

export type { DiscordChatter } from './chatter'
export type { FaultControls } from './faults'
export type { GuildControls } from './guild-controls'
export type { NewGuild } from './guilds'
export { noResponse } from './interactions'
export { ordinaryPermissions, permission } from './permissions'
export { otherGuildId } from './populate'
export { defaultRateLimits, type RateLimits } from './rate-limits'
export type { Call } from './rest/server'

export interface DiscordSandboxOptions {
  clock: SandboxClock
  host?: string
  /** 0, the default, takes a free one. */
  port?: number
  /** false lifts rate limits and session start limits, for load tests. */
  limits?: RateLimits | false
  heartbeatIntervalMs?: number
  /** How many shards are recommended; 1 when left out. */
  shards?: number
  /** How many shards may identify within five seconds, by `shard % maxConcurrency`; 1, or 16 without limits. */
  maxConcurrency?: number
  /** How long a session without a connection can be resumed, in real milliseconds; three minutes when left out. */
  sessionTimeoutMs?: number
  /** Switched on in the developer portal (members and message content, when left out); others are refused with 4014. */
  privilegedIntents?: ('members' | 'presences' | 'messageContent')[]
  /** In bytes, for people and the bot alike; 20 MiB when left out, as without a subscription. */
  attachmentSizeLimit?: number
}

export interface DiscordSandbox {
  /** For discord.js: `new Client({ rest: { api: apiUrl } })`. */
  apiUrl: string
  /** Where a person signs in: the OAuth2 authorisation page. */
  authorizeUrl: string
  botToken: string
  applicationId: string
  clientSecret: string
  /** Zeros: interactions come through the gateway here, never signed over HTTP. */
  publicKey: string
  /** A person, looking at a guild (the default one when left out). Throws for unknown ids. */
  as(userId: string, guildId?: string): DiscordChatter
  /** What a browser brings back from the sign-in page. */
  authorize(userId: string, redirectUri: string, scope: string): string
  /** Uploads a file; its id is the value of attachment options and file fields. */
  upload(filename: string, contentType: string, bytes: Buffer): string
  faults: FaultControls
  guilds: GuildControls
  /** Answered REST calls, oldest first. */
  calls: Call[]
  /** As if the bot had come to many guilds, or left them: takes effect for whoever asks next. */
  recommendShards(count: number): void
  /** Open gateway sockets. */
  connected(): number
  /** How often somebody has tried to open one, refused attempts included. */
  attempts(): number
  close(): Promise<void>
}

const privilegedBits = {
  members: intent.guildMembers,
  presences: intent.guildPresences,
  messageContent: intent.messageContent,
}

/** "The default limit is 20 MiB for all users." https://docs.discord.com/developers/reference#uploading-files */
const defaultAttachmentSizeLimit = 20 * 1_048_576

/** Starts the platform with the people and guilds of world.ts. Rejects when the port is taken. */
export async function startDiscordSandbox(options: DiscordSandboxOptions): Promise<DiscordSandbox> {
  const { clock, host = '127.0.0.1', port = 0, limits = defaultRateLimits } = options
  const { maxConcurrency = limits ? 1 : 16, sessionTimeoutMs = 180_000 } = options
  const { heartbeatIntervalMs = 41_250, privilegedIntents = ['members', 'messageContent'] } = options
  const context = createContext(clock, {
    privilegedIntents: privilegedIntents.reduce((bits, name) => bits | privilegedBits[name], 0),
    attachmentSizeLimit: options.attachmentSizeLimit ?? defaultAttachmentSizeLimit,
  })
  populate(context)
  const identifyLimit = createIdentifyLimit(clock, maxConcurrency, limits !== false)
  let recommendedShards = options.shards ?? 1
  const oauth = createOAuth(context)
  const calls: Call[] = []
  const server = createApiServer(context, {
    calls,
    limit: createRateLimiter(clock, limits || undefined),
    bearer: oauth.bearer,
    routes: [
      ...callbackRoutes,
      ...webhookRoutes,
      ...messageRoutes,
      ...channelRoutes,
      ...threadRoutes,
      ...threadMemberRoutes,
      ...commandRoutes,
      ...guildRoutes,
      ...roleRoutes,
      ...userRoutes,
      ...gatewayRoutes(identifyLimit, () => recommendedShards),
      ...oauth.routes,
    ],
  })
  const gateway = createGateway(context, server, {
    heartbeatIntervalMs,
    identifyLimit,
    sessionTimeoutMs,
  })
  context.dispatch = gateway.dispatch
  const stopArchiving = clock.onAdvance(() => archiveIdle(context))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  context.origin = `http://${host}:${(server.address() as AddressInfo).port}`

  return {
    apiUrl: `${context.origin}/api`,
    authorizeUrl: `${context.origin}/oauth2/authorize`,
    botToken: context.botToken,
    applicationId: context.applicationId,
    clientSecret: context.clientSecret,
    publicKey: '0'.repeat(64),
    as: (userId, guildId = world.discord.guildId) => createChatter(context, userId, guildId),
    authorize: oauth.authorize,
    upload: (filename, contentType, bytes) =>
      storeFile(context, { channelId: context.applicationId, name: filename, contentType, bytes }).id,
    faults: createFaultControls(context.faults, gateway),
    guilds: createGuildControls(context),
    calls,
    recommendShards: (count) => {
      recommendedShards = count
    },
    connected: gateway.connected,
    attempts: gateway.attempts,
    close() {
      stopArchiving()
      for (const interaction of context.interactions.values()) interaction.settle([])
      gateway.close()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
