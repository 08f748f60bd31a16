import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { startEmbedded } from '../../src/db/embedded'
import { makeFolder, oncePerRun } from './server'

/** Puts an empty database into a data folder, as the first start leaves it; to copy one takes a tenth of making one. */
export async function layCluster(dataFolder: string): Promise<void> {
  const made = await oncePerRun('cluster', async () => {
    const folder = makeFolder()
    const database = await startEmbedded(folder)
    await database.close()
    return folder
  })
  mkdirSync(dataFolder, { recursive: true })
  // The files may be those of another system user, and stay so.
  execFileSync('cp', ['-a', `${made}/.`, dataFolder])
}
