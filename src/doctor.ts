import type { Mailer } from './chat'
import type { Config } from './config'
import { createJobs } from './jobs'
import { createLog } from './log'
import { isBehind } from './prepare-database'
import { StartError } from './start-error'

const TIMEOUT_MS = 10_000

/** Handed in, because only `main.ts` knows adapters. */
export interface Instruments {
  createMailer(options: {
    smtpUrl: string
    from: string
  }): Mailer & { verify(): Promise<void>; close(): void }
}

/** Resolves to a remark, or throws what is wrong. */
type Check = (config: Config, instruments: Instruments) => Promise<string>

const CHECKS: Record<string, Check> = {
  Database: async ({ databaseUrl, redisUrl, dataFolder }) => {
    if (databaseUrl === null) return `its own, in ${dataFolder}, started by \`rolecall start\``
    if (await isBehind(databaseUrl, redisUrl))
      throw new StartError('lacks tables: run `npx rolecall migrate`')
    return 'reached, with every table'
  },
  Queue: async ({ databaseUrl, redisUrl }) => {
    if (redisUrl === null) return 'in the database'
    const options = {
      databaseUrl: databaseUrl ?? '',
      redisUrl,
      jobs: [],
      schedules: [],
      log: createLog('warn'),
    }
    const jobs = createJobs(options)
    const reached = await jobs.ready()
    await jobs.stop()
    if (!reached) throw new StartError('REDIS_URL cannot be reached')
    return 'Redis answers'
  },
  Slack: async ({ slack }) => {
    if (!slack) return 'not set'
    if (!slack.botToken) return 'by OAuth'
    const url = `${slack.apiUrl ?? 'https://slack.com/api/'}auth.test`
    const answer = await ask(url, { method: 'POST', headers: { authorization: `Bearer ${slack.botToken}` } })
    if (answer.ok !== true) throw new StartError(`SLACK_BOT_TOKEN is refused (${answer.error})`)
    return `${answer.user} in ${answer.team}`
  },
  Discord: async ({ discord }) => {
    if (!discord) return 'not set'
    const url = `${discord.apiUrl ?? 'https://discord.com/api'}/v10/users/@me`
    const answer = await ask(url, { headers: { authorization: `Bot ${discord.botToken}` } })
    if (!answer.id) throw new StartError(`DISCORD_BOT_TOKEN is refused (${answer.message})`)
    return String(answer.username)
  },
  Mail: async ({ mail }, { createMailer }) => {
    if (!mail) return 'not set: invitations by address reach only people who are known in chat'
    const mailer = createMailer(mail)
    await mailer.verify().finally(() => mailer.close())
    return `the server takes mails from ${mail.from}`
  },
}

/** Tries everything that is configured, prints a line for each, and resolves to 0 when all is well, else to 1. */
export async function doctorCommand(config: Config, instruments: Instruments): Promise<number> {
  let ill = 0
  for (const [name, check] of Object.entries(CHECKS)) {
    const line = await check(config, instruments).then(
      (remark) => `ok    ${name.padEnd(9)} ${remark}`,
      (error: Error) => {
        ill++
        return `WRONG ${name.padEnd(9)} ${error.message}`
      },
    )
    process.stdout.write(`${line}\n`)
  }
  return ill === 0 ? 0 : 1
}

async function ask(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
  return (await response.json()) as Record<string, unknown>
}
