import { randomUUID } from 'node:crypto'
import { createSandboxClock, type SandboxClock } from './clock'
import { startDiscordSandbox } from './discord'
import { type Mailbox, startMailbox } from './mail'
import type { ListedCommand } from './protocol'
import { createSandboxPage, type SandboxPage } from './server'
import { startSlackSandbox } from './slack'
import { groupCommands } from './slack-commands'
import { type SoldPlan, type StripeSandbox, startStripeSandbox } from './stripe'

export type { SandboxClock } from './clock'
export type { Mailbox, SeenMail } from './mail'
export { setTheScene } from './opening'
export type { SandboxPage } from './server'
export type { StripeSandbox } from './stripe'

/** A command as the app declares it, e.g. `team invite`; Slack is told of its first word only. */
export type RegisteredCommand = ListedCommand

export interface SandboxOptions {
  slack: boolean
  discord: boolean
  mail: boolean
  /** Sells this plan. */
  stripe?: SoldPlan | false
  host?: string
  /** What Slack's app settings would hold; Discord learns commands from the bot itself. */
  commands: RegisteredCommand[]
  /** What Slack's app settings would offer in the menu of a message. */
  shortcuts?: { callbackId: string; label: string }[]
  /** How often Discord wants to hear from the bot, and so how soon the bot learns of a half-open socket; 41.25 s, as there. */
  heartbeatIntervalMs?: number
}

export interface Sandbox {
  clock: SandboxClock
  slack?: Awaited<ReturnType<typeof startSlackSandbox>>
  discord?: Awaited<ReturnType<typeof startDiscordSandbox>>
  mail?: Mailbox
  stripe?: StripeSandbox
  /** To be mounted on the product's HTTP server. */
  page: SandboxPage
  close(): Promise<void>
}

/** Starts the wanted servers on loopback, each at a free port. */
export async function startSandbox({ host = '127.0.0.1', ...wanted }: SandboxOptions): Promise<Sandbox> {
  const clock = createSandboxClock()
  const { shortcuts = [], heartbeatIntervalMs } = wanted
  const commands = groupCommands(wanted.commands)
  const slack = wanted.slack ? await startSlackSandbox({ clock, host, commands, shortcuts }) : undefined
  const discord = wanted.discord
    ? await startDiscordSandbox({ clock, host, ...(heartbeatIntervalMs && { heartbeatIntervalMs }) })
    : undefined
  const mail = wanted.mail ? await startMailbox({ clock, host }) : undefined
  const stripe = wanted.stripe ? await startStripeSandbox({ clock, host, pro: wanted.stripe }) : undefined
  const page = createSandboxPage({
    run: randomUUID(),
    clock,
    platforms: {
      ...(slack && { slack: { ...slack, completions: wanted.commands } }),
      ...(discord && {
        discord: {
          ...discord,
          connections: discord.connected,
          faults: { ...discord.faults, duplicate: discord.faults.duplicateEvents },
        },
      }),
    },
    ...(mail && { mail }),
  })
  return {
    clock,
    ...(slack && { slack }),
    ...(discord && { discord }),
    ...(mail && { mail }),
    ...(stripe && { stripe }),
    page,
    async close() {
      page.close()
      await Promise.all([slack?.close(), discord?.close(), mail?.close(), stripe?.close()])
    },
  }
}
