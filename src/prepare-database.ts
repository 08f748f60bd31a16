import type { Config } from './config'
import { pendingMigrations, runMigrations } from './db/data-source'
import { joinEmbedded, startEmbedded } from './db/embedded'
import { jobsNeedMigration, migrateJobs } from './jobs/migrate'
import { ensureVectors } from './knowledge'
import { EX_CONFIG, StartError } from './start-error'

/** A database that has every table this version needs. */
export interface PreparedDatabase {
  url: string
  /** Stops the embedded server; leaves any other alone. */
  close(): Promise<void>
}

/**
 * The embedded database is migrated on the way; another one only by `rolecall migrate`, never behind its owner's back.
 * @throws StartError
 */
export async function prepareDatabase(config: Config): Promise<PreparedDatabase> {
  if (config.databaseUrl === null) {
    const embedded = await startEmbedded(config.dataFolder)
    await migrate(embedded.url, config)
    return embedded
  }
  if (await isBehind(config.databaseUrl, config.redisUrl)) {
    throw new StartError(
      'DATABASE_URL names a database that lacks tables of this version. Run `npx rolecall migrate` (or `npm run migrate`) once, then start again.',
      EX_CONFIG,
    )
  }
  return { url: config.databaseUrl, close: async () => {} }
}

/** The same for a command that may run beside `rolecall start`, with the database that it uses. @throws StartError */
export async function joinDatabase(config: Config): Promise<PreparedDatabase> {
  if (config.databaseUrl !== null) return prepareDatabase(config)
  const embedded = await joinEmbedded(config.dataFolder)
  await migrate(embedded.url, config)
  return embedded
}

/** Resolves to the names of what was missing. */
export async function migrate(
  url: string,
  { redisUrl, embedding }: Pick<Config, 'redisUrl' | 'embedding'>,
): Promise<string[]> {
  const applied = await reach(url, () => runMigrations(url, embedding ? ensureVectors : undefined))
  if (redisUrl !== null || !(await jobsNeedMigration(url))) return applied
  await migrateJobs(url)
  return [...applied, 'job queue']
}

export async function isBehind(url: string, redisUrl: string | null): Promise<boolean> {
  const pending = await reach(url, () => pendingMigrations(url))
  return pending.length > 0 || (redisUrl === null && (await jobsNeedMigration(url)))
}

// Refused, unknown host, wrong password and unknown database are the operator's to mend, not bugs.
async function reach<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!/^(E[A-Z]+|28\w{3}|3D000|08\w{3})$/.test(code)) throw error
    const { host, pathname } = new URL(url)
    throw new StartError(
      `DATABASE_URL: the database ${pathname.slice(1)} at ${host} cannot be used (${code}).`,
    )
  }
}
