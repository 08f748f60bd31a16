import { type Database, statement } from '../../src/db'

/** Tries, outcomes of happenings and kept drafts are the kernel's memory of what was asked, not state of the product. */
const UNWATCHED = ['code_try', 'interaction', 'form_draft', 'migrations']

/** Number of rows and a digest of all their content, for every table; versions only order the changes of other rows. */
export type Snapshot = Readonly<Record<string, string>>

interface Seen {
  tables: readonly string[]
  /** Where every row lies and which transaction wrote it, and the digest of its content, by table. */
  known: Map<string, { written: string; content: string }>
}

const seen = new WeakMap<Database, Seen>()

/** Reads only tables that were written to since the last time. */
export async function takeSnapshot(db: Database): Promise<Snapshot> {
  const { tables, known } = seen.get(db) ?? (await begin(db))
  const written = await statement<Found>('test.snapshot', read(tables, WRITTEN))(db, [])
  const changed = written.filter(({ name, value }) => known.get(name)?.written !== value)
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name)
    const content = new Map<string, string>(
      (await db.query(read(names, CONTENT))).map(({ name, value }: Found) => [name, value]),
    )
    for (const { name, value } of changed)
      known.set(name, { written: value, content: content.get(name) ?? '' })
  }
  return Object.fromEntries(tables.map((name) => [name, known.get(name)?.content ?? '']))
}

async function begin(db: Database): Promise<Seen> {
  const rows: { name: string }[] = await db.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1) ORDER BY 1`,
    [UNWATCHED],
  )
  const begun = { tables: rows.map(({ name }) => name), known: new Map() }
  seen.set(db, begun)
  return begun
}

interface Found {
  name: string
  value: string
}

/** https://www.postgresql.org/docs/current/ddl-system-columns.html */
const WRITTEN = `count(*) || ' ' || coalesce(sum(hashtext(t.xmin::text || t.ctid::text)), 0)`
const CONTENT = `count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'version')::text, '' ORDER BY (to_jsonb(t) - 'version')::text)), '')`

const read = (tables: readonly string[], value: string) =>
  tables.map((name) => `SELECT '${name}' AS name, ${value} AS value FROM "${name}" t`).join(' UNION ALL ')

export const changedTables = (before: Snapshot, after: Snapshot): string[] =>
  Object.keys(after)
    .filter((table) => before[table] !== after[table])
    .sort()

/** Tells at every call which tables have changed since the one before. */
export async function watchTables(db: Database): Promise<() => Promise<string[]>> {
  let before = await takeSnapshot(db)
  return async () => {
    const after = await takeSnapshot(db)
    const changed = changedTables(before, after)
    before = after
    return changed
  }
}
