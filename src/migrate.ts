import type { Config } from './config'
import { startEmbedded } from './db/embedded'
import { migrate } from './prepare-database'

/** Prints what was missing; resolves to the exit code. @throws StartError */
export async function migrateCommand(config: Config): Promise<number> {
  const { databaseUrl, dataFolder } = config
  const embedded = databaseUrl === null ? await startEmbedded(dataFolder) : undefined
  try {
    const applied = await migrate(databaseUrl ?? embedded?.url ?? '', config)
    process.stdout.write(applied.length > 0 ? `Applied: ${applied.join(', ')}\n` : 'Nothing to do.\n')
    return 0
  } finally {
    await embedded?.close()
  }
}
