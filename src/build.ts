import { botTokenOf, type Disconnection, type Installing, type Places } from './accounts'
import { createCards } from './cards'
import { type ChatAdapter, createDispatch, type Mailer, type Platform, type Registry } from './chat'
import type { Clock } from './clock'
import type { Config } from './config'
import { loadEncryptionKeys } from './config/encryption-keys'
import { connect } from './connect'
import { type Database, openDatabase } from './db'
import { createDraftStore } from './drafts'
import { createFeatures, registryOf } from './features'
import { createJobs } from './jobs'
import type { Log } from './log'
import { createNotices, paceMessenger } from './notices'
import { createIdentify, touch } from './people'
import { createSecrets } from './secrets'
import { sweepSchedules } from './sweeps'
import { createWeb, type SandboxPage } from './web'

/** What this process does; `rolecall start` does all of it. */
export interface Roles {
  web: boolean
  discord: boolean
  worker: boolean
}

export interface BuildOptions {
  config: Config
  roles: Roles
  databaseUrl: string
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: Clock
  log: Log
  sandboxPage?: SandboxPage
}

export interface App {
  /** Connects, runs jobs, and listens at `port`, each where it is this process's part. */
  start(port: number): Promise<void>
  /** A fresh code that makes the first account; null when there is one. */
  claimCode(): Promise<string | null>
  /** Looks now for everything that is due, since the clock has been moved. */
  wakeAll(): Promise<void>
  /** Lets what is under way end, then lets go of every connection. */
  stop(): Promise<void>
}

/** Puts everything together; decides nothing. */
export async function build(options: BuildOptions): Promise<App> {
  const { config, roles, databaseUrl, clock, log } = options
  const dataSource = await openDatabase({ url: databaseUrl })
  const db: Database = Object.assign(dataSource, { wake: () => void jobs.wake('outbox') })
  const secrets = createSecrets(await loadEncryptionKeys(config))
  const adapters: ChatAdapter[] = []
  const profiles = (platform: Platform) => adapters.find((adapter) => adapter.platform === platform)?.profiles
  const installing = createInstalling(options)
  const { parts, claimCode, places } = createFeatures({ ...options, db, secrets, profiles, installing })
  const registry = registryOf(parts)
  const sealedToken = botTokenOf({ db, secrets, log })
  const fixedToken = createFixedToken(options)
  const tokenFor = async (tenant: string) =>
    (await sealedToken(tenant)) ?? fixedToken?.tokenFor(tenant) ?? null
  adapters.push(...createAdapters(options, { registry, tokenFor, places }))
  const mailer = openMailer(config, roles, log)
  const messengers = new Map(
    adapters.map(({ platform, messenger }) => [platform, paceMessenger(platform, messenger, { clock })]),
  )
  const cards = createCards({ db, messengers, kinds: parts.flatMap((part) => part.cards ?? []), clock, log })
  const notices = createNotices({
    db,
    messengers,
    mailer,
    kinds: parts.flatMap((part) => part.notices ?? []),
    mails: parts.flatMap((part) => part.mails ?? []),
    cards,
    clock,
    log,
  })
  const sweeps = [...parts.flatMap((part) => part.sweeps ?? []), ...notices.sweeps]
  const jobs = createJobs({
    databaseUrl,
    redisUrl: config.redisUrl,
    jobs: [],
    schedules: sweepSchedules(sweeps),
    log,
  })

  const identify = createIdentify({ db, profiles, log })
  const receive = createDispatch({
    registry,
    identify: async (interaction, at) => {
      const identified = await identify(interaction, at)
      touch(db, identified, at).catch((err: Error) => log.warn({ err }, 'Could not note activity'))
      return identified
    },
    drafts: createDraftStore(db),
    remember: cards.remember,
    clock,
    log,
  })

  const receiving = adapters.filter(({ platform }) => (platform === 'slack' ? roles.web : roles.discord))
  const web = roles.web
    ? await createWeb({
        adapters: receiving,
        pages: parts.flatMap((part) => part.pages ?? []),
        ready: readiness,
        log,
        ...(options.sandboxPage && { sandboxPage: options.sandboxPage }),
      })
    : undefined
  const stopping = new AbortController()
  let disconnect: (() => Promise<void>) | undefined
  let resuming: Promise<void> | undefined

  /** Slack does not tell that the workspace of the configured token is there again, but the token does. */
  async function resumeFixed() {
    try {
      if (fixedToken) await places.reconnect('slack', await fixedToken.tenant())
    } catch (err) {
      log.error({ err }, 'Cannot ask Slack of which workspace SLACK_BOT_TOKEN is')
    }
  }

  async function readiness() {
    const database = dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    )
    const platforms = receiving.map(({ platform, connected }) => [platform, connected])
    return { database: await database, queue: await jobs.ready(), ...Object.fromEntries(platforms) }
  }

  return {
    claimCode,
    start: async (port) => {
      if (roles.worker) await jobs.start(stopping.signal)
      disconnect = await connect(receiving, receive, log)
      if (roles.web) resuming = resumeFixed()
      await web?.listen({ host: config.http.host, port })
    },
    wakeAll: async () => {
      await Promise.all(sweeps.map(({ name }) => jobs.wake(name)))
    },
    stop: async () => {
      stopping.abort()
      await Promise.all([web?.close(), disconnect?.(), resuming])
      await jobs.stop()
      mailer.close()
      await dataSource.destroy()
    },
  }
}

interface Wiring {
  registry: Registry
  tokenFor(tenant: string): Promise<string | null>
  places: Places
}

// Each brings an SDK of tens of megabytes, so a process loads only those it speaks with.
function createAdapters({ config, roles, clock, log }: BuildOptions, wiring: Wiring): ChatAdapter[] {
  const adapters: ChatAdapter[] = []
  const { slack, discord } = config
  const { registry, tokenFor, places } = wiring
  const note = (work: Promise<void>) =>
    void work.catch((err: Error) => log.error({ err }, 'Could not note that a connection began or ended'))
  const onDisconnected = (platform: Platform) => (tenant: string, why: Disconnection) =>
    note(places.disconnect(platform, tenant, why))
  if (slack && (roles.web || roles.worker)) {
    const { createSlackAdapter }: typeof import('../adapters/slack') = require('../adapters/slack')
    adapters.push(
      createSlackAdapter({
        tokenFor,
        clock,
        log,
        registry,
        onDisconnected: onDisconnected('slack'),
        ...(slack.apiUrl && { apiUrl: slack.apiUrl }),
        ...(slack.appToken && { appToken: slack.appToken }),
        ...(slack.signingSecret && { signingSecret: slack.signingSecret }),
      }),
    )
  }
  if (discord && (roles.discord || roles.worker)) {
    const { createDiscordAdapter }: typeof import('../adapters/discord') = require('../adapters/discord')
    const { botToken: token, apiUrl } = discord
    adapters.push(
      createDiscordAdapter({
        token,
        clock,
        log,
        registry,
        onConnected: (guildId) => note(places.reconnect('discord', guildId)),
        onDisconnected: onDisconnected('discord'),
        ...(apiUrl && { apiUrl }),
      }),
    )
  }
  return adapters
}

function createFixedToken({ config: { slack }, clock, log }: BuildOptions) {
  if (!slack?.botToken) return undefined
  const { createFixedToken }: typeof import('../adapters/slack') = require('../adapters/slack')
  const { botToken, apiUrl } = slack
  return createFixedToken({ botToken, clock, log, ...(apiUrl && { apiUrl }) })
}

function createInstalling({ config, publicUrl, clock, log }: BuildOptions): Installing {
  const { slack, discord } = config
  const installing: Installing = {}
  if (slack?.oauth) {
    const { createSlackOAuth }: typeof import('../adapters/slack') = require('../adapters/slack')
    const redirectUrl = `${publicUrl}/slack/oauth_redirect`
    const apiUrl = slack.apiUrl ? { apiUrl: slack.apiUrl } : {}
    const oauth = createSlackOAuth({ ...slack.oauth, redirectUrl, clock, log, ...apiUrl })
    installing.slack = { oauth, url: `${publicUrl}/slack/install` }
  }
  // A server that stands in for Discord has no page of Discord's.
  if (discord && !discord.apiUrl) {
    const { inviteUrl }: typeof import('../adapters/discord/invite') = require('../adapters/discord/invite')
    const url = inviteUrl(discord.botToken)
    if (url) installing.discord = { url }
  }
  return installing
}

/** Some first words are Slack's own; there a command goes by another one. */
export function slackName(word: string): string {
  const names: typeof import('../adapters/slack/register') = require('../adapters/slack/register')
  return names.slackName(word)
}

function openMailer({ mail }: Config, roles: Roles, log: Log): Mailer & { close(): void } {
  if (!mail || !roles.worker)
    return { send: async () => ({ ok: false, why: 'SMTP_URL is not set' }), close: () => {} }
  const { createMailer }: typeof import('../adapters/email') = require('../adapters/email')
  return createMailer({ ...mail, log })
}
