import type { Config } from './config'
import { startEmbedded } from './db/embedded'
import { migrate } from './prepare-database'

/** Prints what was missing; resolves to the exit code. @throws StartError */
export async function migrateCommand({ databaseUrl, dataFolder, redisUrl }: Config): Promise<number> {
  const embedded = databaseUrl === null ? await startEmbedded(dataFolder) : undefined
  try {
    const applied = await migrate(databaseUrl ?? embedded?.url ?? '', redisUrl)
    process.stdout.write(applied.length > 0 ? `Applied: ${applied.join(', ')}\n` : 'Nothing to do.\n')
    return 0
  } finally {
    await embedded?.close()
  }
}
