import { Client } from 'pg'
import { isBehind } from '../prepare-database'
import { StartError } from '../start-error'
import type { Check } from './check'

interface Extension {
  name: string
  /** The server has its files. */
  offered: boolean
  installed: boolean
  /** The user may put it into the database, where it is not there yet. */
  mayInstall: boolean
}

/** Since PostgreSQL 13 who may create in a database may add extensions that are marked as trusted. */
const EXTENSIONS = `SELECT wanted.name, bool_or(v.name IS NOT NULL) AS offered,
  coalesce(bool_or(v.installed), false) AS installed,
  coalesce(bool_or(r.rolsuper OR (v.trusted AND has_database_privilege(current_database(), 'CREATE'))), false) AS "mayInstall"
FROM unnest($1::text[]) WITH ORDINALITY AS wanted(name, place) CROSS JOIN pg_roles r
LEFT JOIN pg_available_extension_versions v ON v.name = wanted.name
WHERE r.rolname = current_user GROUP BY wanted.name ORDER BY min(wanted.place)`

const IN_VAIN = 'without which EMBEDDING_MODEL finds nothing'
const NEEDED = ['btree_gin', 'pg_trgm']

export const checkDatabase: Check = async ({ databaseUrl, redisUrl, dataFolder, embedding }) => {
  if (databaseUrl === null) {
    if (embedding)
      throw new StartError(`its own has no pgvector, ${IN_VAIN}: set DATABASE_URL, or leave it out`)
    return `its own, in ${dataFolder}, started by \`rolecall start\``
  }
  const behind = await isBehind(databaseUrl, redisUrl)
  const extensions = await extensionsOf(databaseUrl, embedding ? [...NEEDED, 'vector'] : NEEDED)
  const absent = extensions.filter(({ offered }) => !offered).map(({ name }) => name)
  if (absent.length > 0) throw new StartError(adviceForAbsent(absent))
  const closed = extensions
    .filter(({ installed, mayInstall }) => !installed && !mayInstall)
    .map(({ name }) => name)
  if (closed.length > 0) throw new StartError(adviceForClosed(closed))
  if (behind || extensions.some(({ installed }) => !installed))
    throw new StartError('lacks tables: run `npx rolecall migrate`')
  return 'reached, with every table and extension'
}

function adviceForAbsent(names: readonly string[]): string {
  return names.includes('vector')
    ? `its server has no pgvector, ${IN_VAIN}: install it there (Debian: postgresql-17-pgvector for version 17), or leave EMBEDDING_MODEL out`
    : `its server has no ${names.join(', ')}: install what comes with PostgreSQL as contrib (Debian: part of postgresql-17, Fedora: postgresql-contrib)`
}

function adviceForClosed(names: readonly string[]): string {
  const statements = names.map((name) => `CREATE EXTENSION ${name};`).join(' ')
  return `lacks extensions that its user may not create: let an administrator run ${statements} in it, then run \`npx rolecall migrate\``
}

async function extensionsOf(url: string, names: readonly string[]): Promise<Extension[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(EXTENSIONS, [names])).rows
  } finally {
    await client.end()
  }
}
