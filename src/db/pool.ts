import type { DataSource } from 'typeorm'

/** Connections there are, those that nobody uses, and how many wait for one. */
export interface PoolState {
  total: number
  idle: number
  waiting: number
}

/** Of the pool of `pg`, which TypeORM's driver for PostgreSQL holds. */
export function poolState({ driver }: DataSource): PoolState {
  const pool = 'master' in driver ? (driver.master as Partial<Pool> | undefined) : undefined
  const { totalCount = 0, idleCount = 0, waitingCount = 0 } = pool ?? {}
  return { total: totalCount, idle: idleCount, waiting: waitingCount }
}

/** https://node-postgres.com/apis/pool#properties */
interface Pool {
  totalCount: number
  idleCount: number
  waitingCount: number
}
