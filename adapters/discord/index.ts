import type { Client } from 'discord.js'
import type { ChatAdapter, Receive, Registry } from '../../src/chat'
import { connect, createClient, isConnected, listen } from './gateway'
import type { Log } from './log'
import { createMessenger } from './messenger'
import { readInteraction, readMessage } from './receive'
import { registerDiscordCommands } from './register'
import { createReplier } from './reply'
import { createResponder } from './respond'
import type { RestOptions } from './rest'

export { discordCommands, registerDiscordCommands } from './register'

export interface DiscordOptions extends RestOptions {
  clock: { now(): number }
  log: Log
  registry: Registry
  /** The bot is in this server, perhaps again (B15). */
  onConnected?(guildId: string): void
  /** The bot was removed from this server (B15). */
  onDisconnected?(guildId: string, why: 'removed'): void
}

/** How long `stop` waits for interactions under way. */
const drainMs = 8_000

/**
 * Discord as the composition root sees it. `messenger` and `profiles` work without `start`, over REST alone;
 * `start` registers the commands when they have changed, then connects the gateway.
 */
export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const messenger = createMessenger(options)
  const underWay = new Set<Promise<void>>()
  let client: Client | undefined
  let stopping = false

  function track(work: () => Promise<void>): void {
    if (stopping) return
    const tracked = work().finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  async function start(receive: Receive): Promise<void> {
    await registerDiscordCommands(options)
    client = createClient(options.apiUrl)
    const { rest } = client
    listen(client, options.log, {
      onInteraction(raw) {
        const interaction = readInteraction(raw)
        if (interaction) track(() => receive(interaction, createResponder(rest, raw, options)))
      },
      onMessage(raw, botUserId) {
        const interaction = readMessage(raw, botUserId)
        if (interaction) track(() => receive(interaction, createReplier(rest, raw, options.log)))
      },
      onPresent: (guildId) => options.onConnected?.(guildId),
      onRemoved: (guildId) => options.onDisconnected?.(guildId, 'removed'),
    })
    await connect(client, options.token)
  }

  async function stop(): Promise<void> {
    stopping = true
    await settled(underWay, drainMs)
    await client?.destroy()
  }

  return {
    platform: 'discord',
    messenger,
    profiles: messenger,
    get connected() {
      return client !== undefined && isConnected(client)
    },
    start,
    stop,
  }
}

/** Waits for all of them, at most this long. */
async function settled(work: Iterable<Promise<void>>, atMostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMostMs)
  })
  await Promise.race([Promise.allSettled(work), late])
  clearTimeout(timer)
}
