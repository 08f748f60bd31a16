import type { REST } from 'discord.js'
import type { ChatAdapter, Receive, Registry, ShardLeases } from '../../src/chat'
import { createContents } from './contents'
import { createGatewayAsker, createWaitingRest, type GatewayListener, hear, intentsFor } from './gateway'
import { createIdentifying } from './identify'
import type { Log } from './log'
import { createMessenger } from './messenger'
import { readInteraction } from './receive'
import { readMessage } from './receive-message'
import { readApplication, registerCommands } from './register'
import { createReplier } from './reply'
import { createResponder, isLate } from './respond'
import { createRest, type RestOptions } from './rest'
import { createRoleMirror } from './roles'
import { openShard } from './shard'
import { createShards, type Shards } from './shards'
import { within } from './within'

export { discordCommands } from './commands'
export { registerDiscordCommands } from './register'

export interface DiscordOptions extends RestOptions {
  clock: { now(): number }
  log: Log
  registry: Registry
  /** Shares the gateway shards of a bot with other processes. */
  shardsOf(bot: string): ShardLeases
  /** The bot is in this server, perhaps again (B15). */
  onConnected?(guildId: string): void
  /** The bot was removed from this server (B15). */
  onDisconnected?(guildId: string, why: 'removed'): void
}

/** How long `stop` waits for interactions under way. */
const drainMs = 8_000

const withoutContent =
  'Discord does not let the bot read messages that do not mention it (Message Content Intent in the developer portal): people mention it or reply to it to go on'

/**
 * Discord as the composition root sees it. `messenger`, `profiles`, `contents` and `roles` work without `start`, over REST alone;
 * `start` serves a fair share of the gateway's shards, and whoever has the first of them registers the commands.
 */
export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const messenger = createMessenger(options)
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  let shards: Shards | undefined

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => underWay.delete(tracked))
    underWay.add(tracked)
    return tracked
  }

  async function start(receive: Receive): Promise<void> {
    const { token, apiUrl, log } = options
    const rest = createWaitingRest(options)
    const askGateway = createGatewayAsker(rest)
    const [application, gateway] = await Promise.all([readApplication(createRest(options)), askGateway()])
    if (!application.readsContent) log.info({}, withoutContent)
    const leases = options.shardsOf(apiUrl ? `${application.id} at ${apiUrl}` : application.id)
    const connecting = {
      token,
      gateway,
      log,
      intents: intentsFor(application.readsContent),
      mayIdentify: createIdentifying({ ask: askGateway, leases, log }),
    }
    const listener = createListener(receive, rest, application.botUserId)
    let registered: Promise<unknown> | undefined
    shards = createShards({
      leases,
      log,
      recommended: async () => (await askGateway()).shards,
      open(lease, may) {
        if (lease.shard === 0) registered = register(application.id)
        return openShard(lease, { ...connecting, ...may, onEvent: (event) => hear(listener, event) })
      },
    })
    try {
      await shards.start()
      await registered
    } catch (error) {
      await shards.stop()
      throw error
    }
  }

  function createListener(receive: Receive, rest: REST, botUserId: string): GatewayListener {
    const { registry, log, clock } = options
    const ending = stopping.signal
    return {
      onInteraction(raw) {
        const interaction = readInteraction(raw, registry.menus)
        if (!interaction) return undefined
        const responder = createResponder(rest, raw, { clock, log, ending })
        if (!isLate(raw, clock.now())) return track(receive(interaction, responder))
        // Who was told that it failed has tried again by now, so only Discord's word makes it run.
        return track(
          responder.claim().then((isWanted) => (isWanted ? receive(interaction, responder) : undefined)),
        )
      },
      onMessage(raw) {
        const interaction = readMessage(raw, botUserId)
        if (!interaction) return undefined
        return track(receive(interaction, createReplier(rest, raw, { log, ending, interaction })))
      },
      onPresent: (guildId) => options.onConnected?.(guildId),
      onRemoved: (guildId) => options.onDisconnected?.(guildId, 'removed'),
    }
  }

  function register(applicationId: string): Promise<unknown> {
    const registered = registerCommands(createRest(options), applicationId, options.registry)
    registered.catch((err) => options.log.error({ err }, 'Cannot register the commands with Discord'))
    return registered
  }

  async function stop(): Promise<void> {
    // First it listens no more: what arrives from now on is heard by whoever serves the shards next.
    const handedOver = shards?.stop()
    stopping.abort()
    await Promise.all([handedOver, within(drainMs, Promise.allSettled(underWay))])
  }

  return {
    platform: 'discord',
    messenger,
    profiles: messenger,
    contents: createContents(options),
    roles: createRoleMirror(options),
    get connected() {
      return shards?.ready ?? false
    },
    start,
    stop,
  }
}
