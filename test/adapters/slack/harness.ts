import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSlackAdapter } from '../../../adapters/slack'
import { createSandboxClock } from '../../../sandbox/clock'
import { type SlackSandbox, type SlackSandboxOptions, startSlackSandbox } from '../../../sandbox/slack'
import { world } from '../../../sandbox/world'
import type { ChatAdapter, Receive, Registry } from '../../../src/chat'
import type { AdapterHarness } from '../contract'

/** Tests say more in a second than a person. */
const unhurried = {
  postsPerSecond: Infinity,
  tiers: { 1: Infinity, 2: Infinity, 3: Infinity, 4: Infinity, special: Infinity },
}

const commands = ['team', 'invitation', 'rolecall'].map((name) => ({ name, description: name }))
const shortcuts = [{ callbackId: 'about.message', label: 'Ask about this' }]

export interface SlackHarness extends AdapterHarness {
  sandbox: SlackSandbox
  /** Tenants whose app was reported as gone. */
  disconnections: { tenant: string; why: string }[]
  /** What the adapter has logged as an error. */
  errors: object[]
}

export async function startSlackHarness(
  mode: 'socket' | 'http',
  registry: Registry,
  receive: Receive,
  options: Partial<SlackSandboxOptions> = {},
): Promise<SlackHarness> {
  const clock = createSandboxClock()
  const sandbox = await startSlackSandbox({ clock, commands, shortcuts, limits: unhurried, ...options })
  const disconnections: SlackHarness['disconnections'] = []
  const errors: object[] = []
  const adapter = createSlackAdapter({
    apiUrl: sandbox.apiUrl,
    tokenFor: async (tenant) => (tenant === world.slack.teamId ? sandbox.botToken : null),
    ...(mode === 'socket' ? { appToken: sandbox.appToken } : { signingSecret: sandbox.signingSecret }),
    clock,
    log: { info: () => {}, warn: () => {}, error: (data) => errors.push(data) },
    onDisconnected: (tenant, why) => disconnections.push({ tenant, why }),
    registry,
  })
  const server = mode === 'http' ? await serve(adapter) : undefined
  if (server) sandbox.setRequestUrl(addressOf(server) + (adapter.http?.path ?? ''))
  await adapter.start(receive)
  return {
    adapter,
    sandbox,
    disconnections,
    errors,
    olivia: sandbox.as('U0OLIVIA'),
    adam: sandbox.as('U0ADAM'),
    channel: world.slack.general,
    mention: '@Rolecall',
    chatUser: ({ userId }) => ({ platform: 'slack', tenant: world.slack.teamId, userId }),
    showsFieldErrors: true,
    suggestsIn: 'form',
    blockDirectMessages: ({ userId }) => sandbox.faults.blockDirectMessages(userId),
    duplicateDeliveries: (extra) => sandbox.faults.duplicate(extra),
    ...(mode === 'http' && { dropsDuplicates: true as const }),
    clearFaults: () => sandbox.faults.clear(),
    async stop() {
      await adapter.stop()
      await sandbox.close()
      server?.closeAllConnections()
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
    },
  }
}

export async function serve(adapter: ChatAdapter): Promise<Server> {
  const server = createServer((request, response) => adapter.http?.handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

export const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
