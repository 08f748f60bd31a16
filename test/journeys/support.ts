import { join } from 'node:path'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox'
import type { Platform } from '../../sandbox/driver'
import type { SeenMail } from '../../sandbox/mail'
import type { SlackChatter } from '../../sandbox/slack'
import { world } from '../../sandbox/world'
import { build, slackName } from '../../src/build'
import { parseConfig } from '../../src/config'
import type { Database } from '../../src/db'
import { declaredCommands } from '../../src/declared-commands'
import { createLog } from '../../src/log'
import { listCommands, listShortcuts } from '../../src/sandbox-mode'
import { choosePort } from '../../src/web'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { until } from '../support/until'
import { createPlayer, type Player } from './player'

// A journey is many steps, and the first of a run waits for the database server.
jest.setTimeout(60_000)

export const DAY_MS = 86_400_000
/** Three o'clock UTC: morning in New York, evening in no part of Europe. */
const AFTERNOON_MS = 15 * 3_600_000

/** Both directions of a journey: where the owner sits, and where everybody else does. */
export const DIRECTIONS = [
  { near: 'slack', far: 'discord' },
  { near: 'discord', far: 'slack' },
] as const satisfies { near: Platform; far: Platform }[]

export interface Stage {
  /** Somebody of world.ts, at one platform. */
  at(platform: Platform, name: string): Player
  slack(name: string): Player & { chatter: SlackChatter }
  discord(name: string): Player
  sandbox: Required<Omit<Sandbox, 'stripe'>>
  /** Configures a process of its own for these platforms and this database. */
  environment: Record<string, string>
  /** Where pages are. */
  url: string
  /** Makes the first account when typed; null once there is one. */
  claimCode(): Promise<string>
  /** Time passes, and everything that is due happens now. */
  pass(milliseconds: number): Promise<void>
  /** A mail to this address whose subject contains `about`, once it has come; not among the first `after` mails. */
  mailTo(address: string, about?: string, after?: number): Promise<SeenMail>
  /** Nothing is owed to anybody any more. */
  settled(): Promise<void>
  db: Database
  query: (sql: string, parameters?: unknown[]) => Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

type EmptyStage = Omit<Stage, 'claimCode' | 'pass'>

/** Slack, Discord, a mailbox and a database, and nobody who serves them. */
export async function openStage(
  given?: TestDatabase,
  faults: Pick<SandboxOptions, 'heartbeatIntervalMs'> = {},
): Promise<EmptyStage> {
  const database = given ?? (await createTestDatabase())
  const sandbox = await startSandbox({
    slack: true,
    discord: true,
    mail: true,
    commands: listCommands(declaredCommands(), slackName),
    shortcuts: listShortcuts(declaredCommands()),
    ...faults,
  })
  const { slack, discord, mail } = sandbox
  if (!slack || !discord || !mail) throw new Error('the sandbox lacks a part')
  const port = await choosePort({ host: '127.0.0.1', port: 0, portIsFixed: false })
  const url = `http://127.0.0.1:${port}`
  const players = new Map<string, Player>()

  function playerOf(platform: Platform, name: string): Player {
    const key = `${platform} ${name}`
    const player = players.get(key) ?? createPlayer(chatterOf(platform, name))
    players.set(key, player)
    return player
  }
  const chatterOf = (platform: Platform, name: string) =>
    platform === 'slack' ? slack.as(userId('slack', name)) : discord.as(userId('discord', name))

  return {
    at: playerOf,
    slack: (name) => ({ ...playerOf('slack', name), chatter: slack.as(userId('slack', name)) }),
    discord: (name) => playerOf('discord', name),
    sandbox: { ...sandbox, slack, discord, mail },
    environment: {
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: database.url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_BOT_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      SMTP_URL: mail.smtpUrl,
      MAIL_FROM: 'Rolecall <rolecall@sandbox.test>',
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    },
    url,
    mailTo: (address, about = '', after = 0) =>
      until(() => findMail(mail.mails().slice(after), address, about), { what: `a mail to ${address}` }),
    settled: async () => {
      await until(async () => (await database.dataSource.query(OWED)).length === 0, { timeoutMs: 45_000 })
    },
    db: database.dataSource,
    query: (sql, parameters) => database.dataSource.query(sql, parameters),
    close: async () => {
      await sandbox.close()
      await database.close()
    },
  }
}

/** Threads that read documents run the sources, without a build. */
const TYPESCRIPT = ['-r', join(__dirname, '../support/typescript.cjs')]

/** The whole product on an empty stage: nobody has installed it yet. */
export async function startStage(): Promise<Stage> {
  const stage = await openStage()
  const { clock } = stage.sandbox
  // The next afternoon, where nobody's night holds anything back.
  clock.advance((AFTERNOON_MS - (clock.now() % DAY_MS) + DAY_MS) % DAY_MS)
  const failures: string[] = []
  const log = createLog('error', { write: (line) => void failures.push(line) })
  const config = parseConfig(stage.environment)
  const app = await build({
    config,
    roles: { web: true, discord: true, worker: true },
    databaseUrl: stage.environment.DATABASE_URL ?? '',
    publicUrl: stage.url,
    clock,
    log,
    readerArguments: TYPESCRIPT,
  })
  await app.start(config.http.port)
  return {
    ...stage,
    claimCode: async () => {
      const code = await app.claimCode()
      if (code === null) throw new Error('somebody owns this installation already')
      return code
    },
    pass: async (milliseconds) => {
      clock.advance(milliseconds)
      await app.wakeAll()
    },
    close: async () => {
      await app.stop()
      await stage.close()
      const bugs = failures.filter((line) => line.includes('interaction failed'))
      if (bugs.length > 0) throw new Error(`handlers failed:\n${bugs.join('')}`)
    },
  }
}

export function userId(platform: Platform, name: string): string {
  const found = personOf(name)[platform]
  if (!found) throw new Error(`${name} is not at ${platform}`)
  return found
}

export function personOf(name: string): { slack?: string; discord?: string; email: string } {
  const found = world.people.find((person) => person.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

const OWED = `SELECT FROM outbox WHERE status = 'owed' LIMIT 1`

const findMail = (mails: SeenMail[], address: string, about: string) =>
  mails.findLast(({ to, subject }) => to.includes(address) && subject.includes(about))
