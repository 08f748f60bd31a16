import { Client } from 'pg'
import { migrateJobs } from '../../src/jobs/migrate'
import { createEmptyDatabase } from '../support/database'
import { startRedis } from '../support/redis'

/** A place for queues. */
export interface Store {
  databaseUrl: string
  redisUrl: string | null
  /** As after a loss of everything. */
  empty(): Promise<void>
  close(): Promise<void>
}

async function openPostgres(): Promise<Store> {
  const database = await createEmptyDatabase()
  await migrateJobs(database.url)
  return {
    databaseUrl: database.url,
    redisUrl: null,
    async empty() {
      const client = new Client({ connectionString: database.url })
      await client.connect()
      await client.query(
        `SET search_path = bullmq; TRUNCATE job, scheduler, dedup, dedup_next CASCADE; DELETE FROM meta WHERE queue LIKE 'sweep-%'`,
      )
      await client.end()
    },
    close: () => database.close(),
  }
}

async function openRedis(): Promise<Store | null> {
  const redis = await startRedis()
  return (
    redis && {
      databaseUrl: 'postgres://unused',
      redisUrl: redis.url,
      empty: () => redis.flush(),
      close: () => redis.stop(),
    }
  )
}

/** Both, each with its name; opening resolves to null where Redis cannot be had. */
export const STORES: readonly [name: string, open: () => Promise<Store | null>][] = [
  ['PostgreSQL', openPostgres],
  ['Redis', openRedis],
]
