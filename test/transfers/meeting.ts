import type { Database } from '../../src/db'

const WRITES = /^\s*(WITH once|WITH claimed|INSERT|UPDATE|DELETE)/

/** How two changes meet that were both decided on the same state; each order is one round of a test. */
export const ORDERS = [
  ['the first one written before', 0],
  ['the second one written before', 1],
  ['together', null],
  ['together again', null],
  ['and together again', null],
] as const

export type Ahead = (typeof ORDERS)[number][1]

/**
 * Two changes, each in a process of its own, that have both been decided before either is written. Then the one `ahead`
 * is written first, or null: both at the same time.
 */
export async function atOnce<A, B>(
  databases: readonly [Database, Database],
  ahead: Ahead,
  one: (db: Database) => Promise<A>,
  other: (db: Database) => Promise<B>,
): Promise<[A, B]> {
  const [both, first] = [signal(), signal()]
  let missing = databases.length
  const [here, there] = databases.map((db, index) => {
    let came = false
    const query = async (sql: string, parameters?: unknown[]) => {
      if (came || !WRITES.test(sql)) return db.query(sql, parameters)
      came = true
      missing -= 1
      if (missing === 0) both.give()
      await both.given
      if (ahead !== null && ahead !== index) await first.given
      return db.query(sql, parameters).finally(first.give)
    }
    return { query: query as Database['query'], getRepository: db.getRepository }
  })
  if (!here || !there) throw new Error('two databases are needed')
  return Promise.all([one(here), other(there)])
}

function signal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}
