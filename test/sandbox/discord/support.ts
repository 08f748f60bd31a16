import { Client, type ClientOptions, Events, GatewayIntentBits, type Interaction } from 'discord.js'
import { makeRequest } from '../../../adapters/discord/make-request'
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock'
import {
  type DiscordSandbox,
  type DiscordSandboxOptions,
  startDiscordSandbox,
} from '../../../sandbox/discord'

export const olivia = '900000000000000101'
export const adam = '900000000000000102'
export const maya = '900000000000000103'
export const sam = '900000000000000104'
export const general = '900000000000000010'
export const guildId = '900000000000000001'

export interface Stage {
  clock: SandboxClock
  sandbox: DiscordSandbox
  /** The real client against the sandbox, logged in and ready; destroyed at the end of the file. */
  connect(options?: Partial<ClientOptions>): Promise<Client<true>>
  /** A plain REST call with the bot token: status, parsed body, headers. */
  call(method: string, path: string, body?: unknown, authorization?: string): Promise<Answer>
}

export interface Answer {
  status: number
  headers: Headers
  /** Empty for 204. */
  body: Record<string, unknown>
}

/** Starts a sandbox for the test file; limits are lifted unless asked for. */
export function setUpSandbox(options: Partial<DiscordSandboxOptions> = {}): Stage {
  const stage = {} as Stage
  const clients: Client[] = []
  beforeAll(async () => {
    stage.clock = createSandboxClock()
    stage.sandbox = await startDiscordSandbox({ clock: stage.clock, limits: false, ...options })
  })
  afterAll(async () => {
    for (const client of clients) await client.destroy()
    await stage.sandbox.close()
  })
  stage.connect = async (clientOptions = {}) => {
    const client = new Client({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
      ...clientOptions,
      rest: { api: stage.sandbox.apiUrl, makeRequest, ...clientOptions.rest },
    })
    clients.push(client)
    const ready = happened(client, Events.ClientReady)
    await client.login(stage.sandbox.botToken)
    await ready
    return client as Client<true>
  }
  stage.call = async (method, path, body, authorization = `Bot ${stage.sandbox.botToken}`) => {
    const response = await fetch(`${stage.sandbox.apiUrl}/v10${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: (text ? JSON.parse(text) : {}) as Answer['body'],
    }
  }
  return stage
}

/** The first argument of the next event of this name. */
export function happened<T>(client: Client, event: string): Promise<T> {
  return new Promise((resolve) => client.once(event, resolve))
}

/** The interaction the bot receives while the person acts; the act is left running until the bot answers. */
export async function received<T extends Interaction>(client: Client, act: () => Promise<unknown>) {
  const interaction = happened<T>(client, Events.InteractionCreate)
  const done = act()
  return { interaction: await interaction, done }
}

/** The code of the DiscordAPIError that a call rejects with. */
export function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code ?? error,
  )
}

/** What an error 50035 says about one field, e.g. `components.0.custom_id`. */
export function errorAt(errors: unknown, path: string): { code: string; message: string } | undefined {
  const step = (fields: unknown, key: string) => (fields as Record<string, unknown> | undefined)?.[key]
  const field = path === '' ? errors : path.split('.').reduce(step, errors)
  return (step(field, '_errors') as { code: string; message: string }[] | undefined)?.[0]
}
