import type { Database } from '../../src/db'

/** Tries, outcomes of happenings and kept drafts are the kernel's memory of what was asked, not state of the product. */
const UNWATCHED = ['code_try', 'interaction', 'form_draft', 'migrations']

export type Snapshot = Readonly<Record<string, string>>

/** What was seen last of each table of a database: where every row lies and who wrote it, and the digest of its content. */
const seen = new WeakMap<Database, Map<string, { written: string; content: string }>>()

/**
 * Number of rows and a digest of all their content, for every table; versions only order the changes of other rows. Only
 * tables that were written to since the last time are read.
 */
export async function takeSnapshot(db: Database): Promise<Snapshot> {
  const known = seen.get(db) ?? new Map()
  seen.set(db, known)
  const tables: { name: string }[] = await db.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1) ORDER BY 1`,
    [UNWATCHED],
  )
  const written = await read(db, tables, WRITTEN)
  const changed = written.filter(({ name, value }) => known.get(name)?.written !== value)
  const content = new Map((await read(db, changed, CONTENT)).map(({ name, value }) => [name, value]))
  for (const { name, value } of changed) known.set(name, { written: value, content: content.get(name) ?? '' })
  return Object.fromEntries(written.map(({ name }) => [name, known.get(name)?.content ?? '']))
}

/** The transaction that wrote a row, and its place: https://www.postgresql.org/docs/current/ddl-system-columns.html */
const WRITTEN = `count(*) || ' ' || coalesce(sum(hashtext(t.xmin::text || t.ctid::text)), 0)`
const CONTENT = `count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'version')::text, '' ORDER BY (to_jsonb(t) - 'version')::text)), '')`

async function read(
  db: Database,
  tables: readonly { name: string }[],
  value: string,
): Promise<{ name: string; value: string }[]> {
  if (tables.length === 0) return []
  return db.query(
    tables
      .map(({ name }) => `SELECT '${name}' AS name, ${value} AS value FROM "${name}" t`)
      .join(' UNION ALL '),
  )
}

export const changedTables = (before: Snapshot, after: Snapshot): string[] =>
  Object.keys(after)
    .filter((table) => before[table] !== after[table])
    .sort()
