import { Pool } from 'pg'
import { poolOptions } from './client'
import type { Queries } from './statement'

export interface Line extends Queries {
  close(): Promise<void>
}

/**
 * One connection by itself, for what must not wait until others are done: made when it is needed, made anew after a
 * failure, and given up when connecting or an answer takes longer than this.
 */
export function openLine(url: string, { timeoutMs }: { timeoutMs: number }): Line {
  const pool = new Pool({
    ...poolOptions,
    connectionString: url,
    application_name: 'rolecall',
    max: 1,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    keepAlive: true,
  })
  // A connection that breaks while nobody uses it; the next query makes another one.
  pool.on('error', () => {})
  return {
    query: async <T>(sql: string, parameters?: unknown[]) => (await pool.query(sql, parameters)).rows as T,
    close: () => pool.end(),
  }
}
