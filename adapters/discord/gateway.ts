import {
  type APIInteraction,
  Client,
  Events,
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildDeleteDispatchData,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  Options,
  Status,
} from 'discord.js'
import type { Log } from './log'
import { makeRequest } from './make-request'

export interface GatewayListener {
  onInteraction(raw: APIInteraction): void
  onMessage(raw: GatewayMessageCreateDispatchData, botUserId: string): void
  /** The bot is in this server: told of each one on connecting, and of new ones. */
  onPresent(guildId: string): void
  /** The bot was removed from this server. */
  onRemoved(guildId: string): void
}

/** None of them is privileged: mentions and direct messages carry their text anyway. */
const plainIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
]

/** We look things up by id at Discord or in our database, so nothing that can be left out is kept in memory. */
const makeCache = Options.cacheWithLimits({
  ApplicationCommandManager: 0,
  BaseGuildEmojiManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
})

interface ClientOptions {
  apiUrl: string | undefined
  /** Discord closes the connection when it is asked for without being granted (4014). */
  readsContent: boolean
}

export function createClient({ apiUrl, readsContent }: ClientOptions): Client {
  const intents = readsContent ? [...plainIntents, GatewayIntentBits.MessageContent] : plainIntents
  const rest = { makeRequest, ...(apiUrl && { api: apiUrl }) }
  return new Client({ intents, shards: 'auto', makeCache, rest })
}

/** Takes the payloads as they come: building discord.js structures for them would only cost time. */
export function listen(client: Client, log: Log, listener: GatewayListener): void {
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: APIInteraction) => listener.onInteraction(raw))
  client.ws.on(GatewayDispatchEvents.MessageCreate, (raw: GatewayMessageCreateDispatchData) => {
    if (client.user) listener.onMessage(raw, client.user.id)
  })
  client.ws.on(GatewayDispatchEvents.GuildCreate, (guild: GatewayGuildCreateDispatchData) => {
    if (!guild.unavailable) listener.onPresent(guild.id)
  })
  client.ws.on(GatewayDispatchEvents.GuildDelete, (guild: GatewayGuildDeleteDispatchData) => {
    // "If the `unavailable` field is not set, the user was removed from the guild."
    // https://docs.discord.com/developers/events/gateway-events#guild-delete
    if (!guild.unavailable) listener.onRemoved(guild.id)
  })
  logConnection(client, log)
}

/**
 * Connects all shards that Discord recommends; afterwards discord.js resumes or reconnects them by itself.
 * @throws when Discord refuses the token or cannot be reached
 */
export async function connect(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
  await client.login(token)
  await ready
}

/** Whether events arrive from every shard. */
export const isConnected = (client: Client) =>
  client.isReady() && client.ws.shards.every((shard) => shard.status === Status.Ready)

function logConnection(client: Client, log: Log): void {
  client.on(Events.Error, (error) => log.error({ error }, 'the Discord client failed'))
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'the Discord client warns'))
  client.on(Events.ShardError, (error, shard) => log.warn({ error, shard }, 'a Discord shard failed'))
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'a Discord shard reconnects'))
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'a Discord shard has resumed'))
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.error({ code, shard }, 'Discord has closed a shard for good: check the bot token and its intents'),
  )
}
