import { createDiscordAdapter, type DiscordOptions } from '../../../adapters/discord'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import {
  type DiscordSandbox,
  type DiscordSandboxOptions,
  startDiscordSandbox,
} from '../../../sandbox/discord'
import { world } from '../../../sandbox/world'
import type { Receive, Registry } from '../../../src/chat'
import { loneShards } from '../../support/lone-shards'
import type { AdapterHarness } from '../contract'

export interface DiscordHarness extends AdapterHarness {
  sandbox: DiscordSandbox
  clock: SandboxClock
  /** What the adapter logged, as `level message`. */
  logged: string[]
}

/** The Discord user id of one of the people of world.ts. */
export function userId(name: string): string {
  const found = world.people.find((person) => person.name === name)?.discord
  if (!found) throw new Error(`${name} is not at Discord`)
  return found
}

/** The adapter connected over real sockets to a sandbox of its own. */
export async function startDiscordHarness(
  registry: Registry,
  receive: Receive,
  more: Partial<DiscordOptions> = {},
  platform: Partial<DiscordSandboxOptions> = {},
): Promise<DiscordHarness> {
  const clock = createSandboxClock()
  const sandbox = await startDiscordSandbox({ clock, limits: false, ...platform })
  const logged: string[] = []
  const note = (level: string) => (_data: object, message: string) => logged.push(`${level} ${message}`)
  const adapter = createDiscordAdapter({
    token: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    clock,
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    registry,
    shardsOf: loneShards,
    ...more,
  })
  try {
    await adapter.start(receive)
  } catch (error) {
    await sandbox.close()
    throw error
  }
  return {
    adapter,
    sandbox,
    clock,
    logged,
    olivia: sandbox.as(userId('Olivia Owner')),
    adam: sandbox.as(userId('Adam Admin')),
    channel: world.discord.general,
    mention: `<@${sandbox.applicationId}>`,
    chatUser: (chatter) => ({ platform: 'discord', tenant: 'discord', userId: chatter.userId }),
    showsFieldErrors: false,
    suggestsIn: 'command',
    blockDirectMessages: (chatter) => sandbox.faults.blockDirectMessages(chatter.userId),
    duplicateDeliveries: (extra) => sandbox.faults.duplicateEvents(extra),
    clearFaults: () => sandbox.faults.clear(),
    async stop() {
      await adapter.stop()
      await sandbox.close()
    },
  }
}
