import type { Client } from 'discord.js'
import type { ChatAdapter, Receive, Registry } from '../../src/chat'
import { createContents } from './contents'
import { connect, createClient, isConnected, listen } from './gateway'
import type { Log } from './log'
import { createMessenger } from './messenger'
import { readInteraction } from './receive'
import { readMessage } from './receive-message'
import { registerApplication } from './register'
import { createReplier } from './reply'
import { createResponder } from './respond'
import { createRest, type RestOptions } from './rest'
import { createRoleMirror } from './roles'

export { discordCommands } from './commands'
export { registerDiscordCommands } from './register'

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

const withoutContent =
  'Discord does not let the bot read messages that do not mention it (Message Content Intent in the developer portal): people mention it or reply to it to go on'

/**
 * Discord as the composition root sees it. `messenger`, `profiles`, `contents` and `roles` work without `start`, over REST alone;
 * `start` registers the commands when they have changed, then connects the gateway.
 */
export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const messenger = createMessenger(options)
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  let client: Client | undefined

  function track(work: () => Promise<void>): void {
    if (stopping.signal.aborted) return
    const tracked = work().finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  async function start(receive: Receive): Promise<void> {
    const { apiUrl, registry, log, clock } = options
    const { readsContent } = await registerApplication(createRest(options), registry)
    if (!readsContent) log.info({}, withoutContent)
    client = createClient({ apiUrl, readsContent })
    const { rest } = client
    const ending = stopping.signal
    listen(client, log, {
      onInteraction(raw) {
        const interaction = readInteraction(raw, registry.menus)
        if (interaction) track(() => receive(interaction, createResponder(rest, raw, { clock, log, ending })))
      },
      onMessage(raw, botUserId) {
        const interaction = readMessage(raw, botUserId)
        if (interaction)
          track(() => receive(interaction, createReplier(rest, raw, { log, ending, interaction })))
      },
      onPresent: (guildId) => options.onConnected?.(guildId),
      onRemoved: (guildId) => options.onDisconnected?.(guildId, 'removed'),
    })
    await connect(client, options.token)
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await settled(underWay, drainMs)
    await client?.destroy()
  }

  return {
    platform: 'discord',
    messenger,
    profiles: messenger,
    contents: createContents(options),
    roles: createRoleMirror(options),
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
