import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { clusterUrl, createCluster, freePort, startCluster, stopCluster } from '../../src/db/cluster'
import { migrate } from '../../src/prepare-database'

/** Everything else as PostgreSQL comes: every commit is flushed to disk. */
const SETTINGS = { max_connections: 100, shared_buffers: '256MB' }

export interface Databases {
  /** A migrated database, empty unless `like` names another one. Resolves to its address. */
  create(name: string, like?: string): Promise<string>
  close(): Promise<void>
}

/** A PostgreSQL server for one run of the bench. */
export async function startDatabases(): Promise<Databases> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
  chmodSync(folder, 0o755)
  const directory = join(folder, 'postgres')
  const [password, port] = [randomBytes(16).toString('hex'), await freePort()]
  await createCluster(directory, password)
  await startCluster(directory, port, SETTINGS)
  const abandon = () => {
    process.kill(Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon)
  return {
    async create(name, like) {
      await execute(
        clusterUrl(port, password, 'postgres'),
        `CREATE DATABASE ${name} ${like ? `TEMPLATE ${like}` : ''}`,
      )
      const url = clusterUrl(port, password, name)
      await migrate(url, { redisUrl: null, embedding: null })
      return url
    },
    async close() {
      process.off('exit', abandon)
      await stopCluster(directory)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs statements on a connection of their own; resolves to the rows of the last one. */
export async function execute<Row = unknown>(url: string, sql: string, values?: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query(sql, values)
    return (Array.isArray(result) ? result.at(-1) : result).rows
  } finally {
    await client.end()
  }
}
