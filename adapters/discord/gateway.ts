import {
  type APIInteraction,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  REST,
  type RESTGetAPIGatewayBotResult,
  Routes,
} from 'discord.js'
import { makeRequest } from './make-request'
import { type RestOptions, tellLimits } from './rest'

export interface GatewayListener {
  /** Resolves when it has been dealt with. */
  onInteraction(raw: APIInteraction): Promise<void> | undefined
  /** Resolves when it has been dealt with. */
  onMessage(raw: GatewayMessageCreateDispatchData): Promise<void> | undefined
  /** The bot is in this server: told of each one when a session starts, and of new ones. */
  onPresent(guildId: string): void
  /** The bot was removed from this server. */
  onRemoved(guildId: string): void
}

/** Where to connect, with how many shards, and how many sessions may still be started. */
export type GatewayInformation = RESTGetAPIGatewayBotResult

/** None of them is privileged: mentions and direct messages carry their text anyway. */
const plainIntents =
  GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages

/** `readsContent`: Discord closes the connection when it is asked for without being granted (4014). */
export const intentsFor = (readsContent: boolean) =>
  readsContent ? plainIntents | GatewayIntentBits.MessageContent : plainIntents

/** For what people wait for: a request waits for its limit, and is repeated when Discord fails. */
export function createWaitingRest({ token, apiUrl, onRateLimited }: RestOptions): REST {
  const rest = new REST({ version: '10', makeRequest, ...(apiUrl && { api: apiUrl }) })
  tellLimits(rest, onRateLimited)
  return rest.setToken(token)
}

/** What Discord says of its gateway, no older than this: five seconds when left out. */
export type AskGateway = (atMostOldMs?: number) => Promise<GatewayInformation>

/**
 * The function throws DiscordAPIError when Discord refuses the token.
 * https://docs.discord.com/developers/events/gateway#get-gateway-bot
 */
export function createGatewayAsker(rest: REST): AskGateway {
  let known: GatewayInformation | undefined
  let askedAt = 0
  return async (atMostOldMs = 5_000) => {
    if (known && performance.now() - askedAt < atMostOldMs) return known
    known = (await rest.get(Routes.gatewayBot())) as GatewayInformation
    askedAt = performance.now()
    return known
  }
}

/** Passes on what somebody has to deal with; resolves when that is done. */
export function hear(listener: GatewayListener, event: GatewayDispatchPayload): Promise<void> | undefined {
  switch (event.t) {
    case GatewayDispatchEvents.InteractionCreate:
      return listener.onInteraction(event.d)
    case GatewayDispatchEvents.MessageCreate:
      return listener.onMessage(event.d)
    case GatewayDispatchEvents.GuildCreate:
      if (!event.d.unavailable) listener.onPresent(event.d.id)
      return undefined
    case GatewayDispatchEvents.GuildDelete:
      // "If the `unavailable` field is not set, the user was removed from the guild."
      // https://docs.discord.com/developers/events/gateway-events#guild-delete
      if (!event.d.unavailable) listener.onRemoved(event.d.id)
      return undefined
    default:
      return undefined
  }
}
