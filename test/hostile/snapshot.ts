import type { Database } from '../../src/db'

/** Tries, outcomes of happenings and kept drafts are the kernel's memory of what was asked, not state of the product. */
const UNWATCHED = ['code_try', 'interaction', 'form_draft', 'migrations']

export type Snapshot = Readonly<Record<string, string>>

/** Number of rows and a digest of all their content, for every table; versions only order the changes of other rows. */
export async function takeSnapshot(db: Database): Promise<Snapshot> {
  const tables: { name: string }[] = await db.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL($1) ORDER BY 1`,
    [UNWATCHED],
  )
  const digests = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(row::text, '' ORDER BY row::text)), '') AS content FROM (SELECT to_jsonb(t) - 'version' AS row FROM "${name}" t) rows`,
  )
  const rows: { name: string; content: string }[] = await db.query(digests.join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]))
}

export const changedTables = (before: Snapshot, after: Snapshot): string[] =>
  Object.keys(after)
    .filter((table) => before[table] !== after[table])
    .sort()
