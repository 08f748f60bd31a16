import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clusterUrl, createCluster, freePort, startCluster, stopCluster } from '../../src/db/cluster'
import { openDatabase, runMigrations } from '../../src/db/data-source'
import { migrateJobs } from '../../src/jobs/migrate'
import type { TestDatabase } from '../support/database'
import { makeFolder } from '../support/server'
import { until } from '../support/until'

export interface RestartablePostgres extends TestDatabase {
  /** As when the power fails: nobody is told, nothing more is written. */
  crash(): Promise<void>
  /** After a crash; resolves when it has recovered and answers. */
  startAgain(): Promise<void>
}

const PASSWORD = 'only-for-this-test'

/** A PostgreSQL of its own that writes to disk like a real one, with our tables. */
export async function startPostgres(): Promise<RestartablePostgres> {
  const directory = join(makeFolder(), 'postgres')
  const port = await freePort()
  const start = () => startCluster(directory, port, { shared_buffers: '64MB', jit: 'off' })
  const url = clusterUrl(port, PASSWORD, 'postgres')
  await createCluster(directory, PASSWORD)
  await start()
  await runMigrations(url)
  await migrateJobs(url)
  const dataSource = await openDatabase({ url, poolSize: 2 })
  const postmaster = () => Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[0])
  return {
    url,
    dataSource,
    crash: async () => {
      const pid = postmaster()
      // "Immediate Shutdown": https://www.postgresql.org/docs/current/server-shutdown.html
      process.kill(pid, 'SIGQUIT')
      await until(() => !isAlive(pid))
    },
    startAgain: start,
    close: async () => {
      await dataSource.destroy()
      await stopCluster(directory)
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
