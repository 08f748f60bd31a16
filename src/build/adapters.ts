import type { ChatAdapter, Embedder, FileStore, LanguageModel, Mailer, Platform, Registry } from '../chat'
import type { Clock } from '../clock'
import type { Config } from '../config'
import type { Disconnection, Installing, Places } from '../connections'
import { type Database, newId, openLine } from '../db'
import type { Log } from '../log'
import type { PaymentProvider } from '../payments'
import { createShardLeases } from '../shards'

/** What this process does; `rolecall start` does all of it. */
export interface Roles {
  web: boolean
  discord: boolean
  worker: boolean
}

export interface Surroundings {
  config: Config
  roles: Roles
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: Clock
  log: Log
}

interface Wiring {
  databaseUrl: string
  registry: Registry
  tokenFor(tenant: string): Promise<string | null>
  places: Places
  /** A platform has asked to wait (429). */
  rateLimited(platform: Platform): void
}

// Each brings an SDK of tens of megabytes, so a process loads only those it speaks with.
export function createAdapters({ config, roles, clock, log }: Surroundings, wiring: Wiring): ChatAdapter[] {
  const adapters: ChatAdapter[] = []
  const { slack, discord } = config
  const { databaseUrl, registry, tokenFor, places, rateLimited } = wiring
  const note = (work: Promise<void>) =>
    void work.catch((err: Error) => log.error({ err }, 'Could not note that a connection began or ended'))
  const onDisconnected = (platform: Platform) => (tenant: string, why: Disconnection) =>
    note(places.disconnect(platform, tenant, why))
  if (slack && (roles.web || roles.worker)) {
    const { createSlackAdapter }: typeof import('../../adapters/slack') = require('../../adapters/slack')
    adapters.push(
      createSlackAdapter({
        tokenFor,
        clock,
        log,
        registry,
        onDisconnected: onDisconnected('slack'),
        onRateLimited: () => rateLimited('slack'),
        ...(slack.apiUrl && { apiUrl: slack.apiUrl }),
        ...(slack.appToken && { appToken: slack.appToken }),
        ...(slack.signingSecret && { signingSecret: slack.signingSecret }),
      }),
    )
  }
  if (discord && (roles.discord || roles.worker)) {
    const {
      createDiscordAdapter,
    }: typeof import('../../adapters/discord') = require('../../adapters/discord')
    const { botToken: token, apiUrl } = discord
    const me = newId(clock.now())
    adapters.push(
      createDiscordAdapter({
        token,
        clock,
        log,
        registry,
        shardsOf(bot) {
          // So that leases are renewed however much there is to do otherwise.
          const db = openLine(databaseUrl, { timeoutMs: 2_000 })
          return createShardLeases({ db, bot, me, elapsed: () => performance.now(), close: db.close })
        },
        onConnected: (guildId) => note(places.reconnect('discord', guildId)),
        onDisconnected: onDisconnected('discord'),
        onRateLimited: () => rateLimited('discord'),
        ...(apiUrl && { apiUrl }),
      }),
    )
  }
  return adapters
}

export function createFixedToken({ config: { slack }, clock, log }: Surroundings) {
  if (!slack?.botToken) return undefined
  const { createFixedToken }: typeof import('../../adapters/slack') = require('../../adapters/slack')
  const { botToken, apiUrl } = slack
  return createFixedToken({ botToken, clock, log, ...(apiUrl && { apiUrl }) })
}

export function createInstalling({ config, publicUrl, clock, log }: Surroundings): Installing {
  const { slack, discord } = config
  const installing: Installing = {}
  if (slack?.oauth) {
    const { createSlackOAuth }: typeof import('../../adapters/slack') = require('../../adapters/slack')
    const redirectUrl = `${publicUrl}/slack/oauth_redirect`
    const apiUrl = slack.apiUrl ? { apiUrl: slack.apiUrl } : {}
    const oauth = createSlackOAuth({ ...slack.oauth, redirectUrl, clock, log, ...apiUrl })
    installing.slack = { oauth, url: `${publicUrl}/slack/install` }
  }
  // A server that stands in for Discord has no page of Discord's.
  if (discord && !discord.apiUrl) {
    const {
      inviteUrl,
    }: typeof import('../../adapters/discord/invite') = require('../../adapters/discord/invite')
    const url = inviteUrl(discord.botToken)
    if (url) installing.discord = { url }
  }
  return installing
}

/** Some first words are Slack's own; there a command goes by another one. */
export function slackName(word: string): string {
  const names: typeof import('../../adapters/slack/register') = require('../../adapters/slack/register')
  return names.slackName(word)
}

export function openMailer({ mail }: Config, roles: Roles, log: Log): Mailer & { close(): void } {
  if (!mail || !roles.worker)
    return { send: async () => ({ ok: false, why: 'SMTP_URL is not set' }), close: () => {} }
  const { createMailer }: typeof import('../../adapters/email') = require('../../adapters/email')
  return createMailer({ ...mail, log })
}

/** The model behind the configured endpoint, or the one that quotes. */
export function openModel({ model }: Config): LanguageModel {
  const { createModel }: typeof import('../../adapters/model') = require('../../adapters/model')
  return createModel(model)
}

export function openEmbedder({ embedding }: Config): Embedder | null {
  const { createEmbedder }: typeof import('../../adapters/model') = require('../../adapters/model')
  return createEmbedder(embedding)
}

export function openFileStore({ s3 }: Config, db: Database): FileStore {
  const { createFileStore }: typeof import('../../adapters/storage') = require('../../adapters/storage')
  return createFileStore({ s3, query: (sql, parameters) => db.query(sql, parameters) })
}

/** Its client takes a while to load, so only who charges loads it. */
export function openPayments({ stripe }: Config): PaymentProvider | null {
  if (!stripe) return null
  const { createStripe }: typeof import('../../adapters/payments') = require('../../adapters/payments')
  return createStripe(stripe)
}
