import type { Prices } from './billing'
import {
  createAdapters,
  createFixedToken,
  createInstalling,
  openEmbedder,
  openFileStore,
  openMailer,
  openModel,
  openPayments,
  type Surroundings,
} from './build/adapters'
import { openOperation } from './build/operation'
import { createCards } from './cards'
import { type ChatAdapter, createDispatch, type Platform } from './chat'
import { loadEncryptionKeys } from './config/encryption-keys'
import { connect } from './connect'
import { botTokenOf } from './connections'
import { type Database, openDatabase, poolState } from './db'
import { createDraftStore } from './drafts'
import { createFeatures, registryOf } from './features'
import { createJobs } from './jobs'
import { openMetrics } from './metrics'
import { createNotices, deliverySweeps, paceMessenger } from './notices'
import { noteRuns } from './operate'
import { createIdentify, touch } from './people'
import { createSecrets } from './secrets'
import { sweepSchedules } from './sweeps'
import { createWeb, type SandboxPage } from './web'

export type { Roles } from './build/adapters'
export { slackName } from './build/adapters'

export interface BuildOptions extends Surroundings {
  databaseUrl: string
  sandboxPage?: SandboxPage
  /** What answers cost; absent: as configured. */
  prices?: Prices
  /** Arguments of Node for the threads that read documents. */
  readerArguments?: readonly string[]
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
  const metrics = openMetrics(config.operatorToken !== null)
  const db: Database = Object.assign(dataSource, {
    wake: async () => {
      for (const name of deliverySweeps) await jobs.wake(name)
    },
  })
  const secrets = createSecrets(await loadEncryptionKeys(config))
  const adapters: ChatAdapter[] = []
  const adapterOf = (platform: Platform) => adapters.find((adapter) => adapter.platform === platform)
  const profiles = (platform: Platform) => adapterOf(platform)?.profiles
  const { parts, claimCode, places } = createFeatures({
    ...options,
    db,
    secrets,
    profiles,
    contents: (platform) => adapterOf(platform)?.contents,
    roleMirrors: (platform) => adapterOf(platform)?.roles,
    installing: createInstalling(options),
    files: openFileStore(config, db),
    model: openModel(config),
    prices: options.prices ?? config.model?.prices ?? FREE,
    plans: config.plans,
    seller: config.seller,
    payments: openPayments(config),
    embedder: openEmbedder(config),
    enqueue: (job, payload, wish) => jobs.enqueue(job, payload, wish),
  })
  const registry = registryOf(parts)
  const sealedToken = botTokenOf({ db, secrets, log })
  const fixedToken = createFixedToken(options)
  const tokenFor = async (tenant: string) =>
    (await sealedToken(tenant)) ?? fixedToken?.tokenFor(tenant) ?? null
  adapters.push(
    ...createAdapters(options, {
      ...{ databaseUrl, registry, tokenFor, places },
      rateLimited: metrics.rateLimited,
    }),
  )
  const mailer = metrics.mailer(openMailer(config, roles, log))
  const messengers = new Map(
    adapters.map(({ platform, messenger }) => [
      platform,
      paceMessenger(platform, metrics.messenger(platform, messenger), { db, clock }),
    ]),
  )
  const cards = createCards({ db, messengers, kinds: parts.flatMap((part) => part.cards ?? []), clock, log })
  const notices = createNotices({
    db,
    messengers,
    mailer,
    kinds: parts.flatMap((part) => part.notices ?? []),
    mails: parts.flatMap((part) => part.mails ?? []),
    followers: parts.flatMap((part) => part.followers ?? []),
    cards,
    clock,
    log,
  })
  const sweeps = [...parts.flatMap((part) => part.sweeps ?? []), ...notices.sweeps].map(metrics.sweep)
  const jobs = createJobs({
    databaseUrl,
    redisUrl: config.redisUrl,
    jobs: parts.flatMap((part) => part.jobs ?? []).map(metrics.job),
    schedules: sweepSchedules(sweeps).map((schedule) =>
      metrics.schedule(noteRuns(schedule, { db, clock, log })),
    ),
    log,
  })

  const identify = createIdentify({ db, profiles, log })
  const dispatch = createDispatch({
    registry,
    identify: async (interaction, at) => {
      const identified = await identify(interaction, at)
      touch(db, identified, at).catch((err: Error) => log.warn({ err }, 'Could not note activity'))
      return identified
    },
    drafts: createDraftStore(db),
    remember: cards.remember,
    decided: metrics.decided,
    clock,
    log,
  })

  const receiving = adapters.filter(({ platform }) => (platform === 'slack' ? roles.web : roles.discord))
  const operation = openOperation(options, metrics, {
    ...{ db, jobs, sweeps, receiving, ready: readiness },
    pool: () => poolState(dataSource),
  })
  const web = roles.web
    ? await createWeb({
        adapters: receiving.map(({ platform, http }) =>
          http ? { http: metrics.requests(platform, http) } : {},
        ),
        pages: [...parts.flatMap((part) => part.pages ?? []), ...operation.pages],
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
      await operation.listen()
      disconnect = await connect(receiving, metrics.receive(dispatch), log)
      if (roles.web) resuming = resumeFixed()
      await web?.listen({ host: config.http.host, port })
    },
    wakeAll: async () => {
      await Promise.all(sweeps.map(({ name }) => jobs.wake(name)))
    },
    stop: async () => {
      stopping.abort()
      await Promise.all([web?.close(), operation.close(), disconnect?.(), resuming])
      await jobs.stop()
      mailer.close()
      await dataSource.destroy()
    },
  }
}

/** Quoting costs nothing. */
const FREE: Prices = { currency: 'USD', inputMicros: 0, outputMicros: 0 }
