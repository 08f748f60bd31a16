import type { Config } from '../config'
import { type Database, openDatabase } from '../db'
import { isBehind } from '../prepare-database'

/** What a check says where it would have to look into a database that cannot be used; why is the database's own line. */
export const NOT_LOOKED = 'not looked at, since the database is not ready'

/** Looks into the configured database; null where there is none, or it cannot be used. */
export async function lookInto<T>(config: Config, look: (db: Database) => Promise<T>): Promise<T | null> {
  const { databaseUrl, redisUrl } = config
  if (databaseUrl === null || (await isBehind(databaseUrl, redisUrl).catch(() => true))) return null
  const db = await openDatabase({ url: databaseUrl, poolSize: 1 })
  try {
    return await look(db)
  } finally {
    await db.destroy()
  }
}
