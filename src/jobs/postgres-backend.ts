import { DEFAULT_SCHEMA, type PgPool, withBackend } from 'bullmq'
import { Pool } from 'pg'
import type { Log } from '../log'
import type { Backend } from './backend'
import { createPatientBackend } from './patient-backend'

const { Queue, Worker } = withBackend(createPatientBackend)

export function openPostgresBackend(url: string, workers: number, log: Log): Backend {
  const pool = new Pool({
    connectionString: url,
    application_name: 'rolecall-jobs',
    // The queue only says when to look, and sweeps look anyway: what a crash of the server takes of it needs no waiting
    // for the disk. https://www.postgresql.org/docs/current/wal-async-commit.html
    options: `-c search_path=${DEFAULT_SCHEMA} -c synchronous_commit=off`,
    // Every worker keeps one connection for LISTEN; with keep-alive BullMQ notices when it drops.
    max: workers + 4,
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
  })
  pool.setMaxListeners(0)
  pool.on('error', (error) => log.warn({ err: error }, 'The job queue lost a connection'))
  // BullMQ describes the pool in its own words, which `pg` satisfies but does not repeat.
  const common = { connection: pool as unknown as PgPool }
  return {
    queue: (name) => new Queue(name, common),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, ...common }),
    check: async () => {
      await pool.query('SELECT 1')
    },
    close: () => pool.end(),
  }
}
