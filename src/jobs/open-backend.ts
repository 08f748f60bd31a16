import type { Log } from '../log'
import type { Backend } from './backend'

/** `workers`: how many workers this process will run at most. */
export interface BackendOptions {
  databaseUrl: string
  redisUrl: string | null
  workers: number
  log: Log
}

// Each store brings a driver that the other does not need in memory.
export function openBackend({ databaseUrl, redisUrl, workers, log }: BackendOptions): Backend {
  if (redisUrl === null) {
    const { openPostgresBackend }: typeof import('./postgres-backend') = require('./postgres-backend')
    return openPostgresBackend(databaseUrl, workers, log)
  }
  const { openRedisBackend }: typeof import('./redis-backend') = require('./redis-backend')
  return openRedisBackend(redisUrl, log)
}
