import type { Database } from '../../src/db'

const WRITES = /^\s*(WITH once|INSERT|UPDATE|DELETE)/

/**
 * The same databases, but that all have read and decided before any of them writes: each holds its first write until the
 * others have come to theirs.
 */
function meeting<const D extends readonly Database[]>(...databases: D): { [I in keyof D]: Database } {
  let missing = databases.length
  let open = () => {}
  const all = new Promise<void>((resolve) => {
    open = resolve
  })
  const gated = (db: Database): Database => {
    let came = false
    const query = async (sql: string, parameters?: unknown[]) => {
      if (!came && WRITES.test(sql)) {
        came = true
        missing -= 1
        if (missing === 0) open()
        await all
      }
      return db.query(sql, parameters)
    }
    return { query: query as Database['query'], getRepository: db.getRepository }
  }
  return databases.map(gated) as { [I in keyof D]: Database }
}

/** Two changes that have both been decided on the same state before either is written, each in a process of its own. */
export async function atOnce<A, B>(
  databases: readonly [Database, Database],
  one: (db: Database) => Promise<A>,
  other: (db: Database) => Promise<B>,
): Promise<[A, B]> {
  const [here, there] = meeting(...databases)
  return Promise.all([one(here), other(there)])
}
