import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { migrations } from '../../migrations'
import { poolOptions } from './client'
import { entities } from './entities'

/** Connects as the application: rights of the role `rolecall_app` only, where the migrations could make it. */
export async function openDatabase(options: { url: string; poolSize?: number }): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize ?? 10,
    applicationName: 'rolecall',
    entities,
    synchronize: false,
    installExtensions: false,
    extra: poolOptions,
  }).initialize()
}

/**
 * Applies what is missing, as the role that owns the tables, and then does `also`. Resolves to the names of what it
 * applied.
 */
export async function runMigrations(
  url: string,
  also?: (db: DataSource) => Promise<unknown>,
): Promise<string[]> {
  const dataSource = await openForMigration(url)
  try {
    const applied = await dataSource.runMigrations({ transaction: 'each' })
    await also?.(dataSource)
    return applied.map((migration) => migration.name)
  } finally {
    await dataSource.destroy()
  }
}

/** Takes back the newest migration. */
export async function revertMigration(url: string): Promise<void> {
  const dataSource = await openForMigration(url)
  try {
    await dataSource.undoLastMigration()
  } finally {
    await dataSource.destroy()
  }
}

/** Names of migrations that this version has and the database has not. Changes nothing. */
export async function pendingMigrations(url: string): Promise<string[]> {
  // As TypeORM stores them: the name an instance gives itself, not its class's.
  const wanted = migrations.map((Migration) => new Migration().name)
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const known = await client.query(`SELECT to_regclass('migrations') AS found`)
    if (known.rows[0].found === null) return wanted
    const applied = await client.query('SELECT name FROM migrations')
    const names = new Set(applied.rows.map((row) => row.name))
    return wanted.filter((name) => !names.has(name))
  } finally {
    await client.end()
  }
}

function openForMigration(url: string): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    applicationName: 'rolecall-migrate',
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    installExtensions: false,
  }).initialize()
}
