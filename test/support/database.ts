import type { DataSource } from 'typeorm'
import { ulid } from 'ulid'
import { openDatabase, runMigrations } from '../../src/db/data-source'
import { migrateJobs } from '../../src/jobs/migrate'
import { asAdmin, oncePerRun, serverUrl, templateName } from './server'

export interface TestDatabase {
  /** For child processes and for raw `pg`; the owner of the schema, not the application role. */
  url: string
  dataSource: DataSource
  /** Closes the data source and drops the database. */
  close(): Promise<void>
}

/** A migrated database of its own for one test file, with the queue's tables. The first call of a run starts the server. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await serverUrl()
  const template = await oncePerRun('template', () => createTemplate(server))
  const name = `test_${ulid().toLowerCase()}`
  // By default every page goes through the log: twice the time for hundreds of small files.
  await asAdmin(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  const url = withDatabase(server, name)
  const dataSource = await openDatabase({ url })
  return {
    url,
    dataSource,
    close: async () => {
      await dataSource.destroy()
      await asAdmin(server, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

/** The database of a test in another process; closing it leaves it there. */
export async function joinTestDatabase(url: string): Promise<TestDatabase> {
  const dataSource = await openDatabase({ url })
  return { url, dataSource, close: () => dataSource.destroy() }
}

/** A database without any tables, for tests of migrations. */
export async function createEmptyDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const server = await serverUrl()
  const name = `test_${ulid().toLowerCase()}`
  await asAdmin(server, `CREATE DATABASE ${name}`)
  return {
    url: withDatabase(server, name),
    close: () => asAdmin(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function createTemplate(server: string): Promise<string> {
  const name = templateName()
  await asAdmin(server, `DROP DATABASE IF EXISTS ${name}`)
  await asAdmin(server, `CREATE DATABASE ${name}`)
  await runMigrations(withDatabase(server, name))
  await migrateJobs(withDatabase(server, name))
  return name
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
