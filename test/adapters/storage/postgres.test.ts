import type { DataSource } from 'typeorm'
import { createFileStore } from '../../../adapters/storage'
import type { FileStore } from '../../../src/chat'
import { openDatabase } from '../../../src/db/data-source'
import { createEmptyDatabase } from '../../support/database'
import { bytesOf, describeFileStore, inPieces, readAll, readWhileReplaced } from './contract'

const MIB = 1024 * 1024
const TABLE = 'CREATE TABLE file_part (key text, part int, bytes bytea NOT NULL, PRIMARY KEY (key, part))'

let database: Awaited<ReturnType<typeof createEmptyDatabase>>
let db: DataSource
let store: FileStore
let received = 0
let beforeQuery: ((sql: string) => Promise<void>) | undefined

beforeAll(async () => {
  database = await createEmptyDatabase()
  db = await openDatabase({ url: database.url })
  await db.query(TABLE)
  store = createFileStore({
    s3: null,
    query: async (sql, parameters) => {
      await beforeQuery?.(sql)
      const rows = await db.query(sql, parameters)
      for (const value of parameters) if (Buffer.isBuffer(value)) received += value.length
      return rows
    },
  })
})
afterAll(async () => {
  await db?.destroy()
  await database?.close()
})
afterEach(() => {
  beforeQuery = undefined
})

describeFileStore(() => ({ store, received: () => received, heldBytes: MIB }))

const countOf = async (key: string) => {
  const [row] = await db.query('SELECT count(*)::int AS n FROM file_part WHERE key = $1', [key])
  return row.n
}

test('the naive store, which writes over its parts, does give a reader a mixture', async () => {
  const naive: FileStore = {
    async write(key, content) {
      let part = 0
      for await (const bytes of inPieces(await readAll(content), MIB)) {
        await db.query(
          `INSERT INTO file_part VALUES ($1, $2, $3)
           ON CONFLICT (key, part) DO UPDATE SET bytes = excluded.bytes`,
          [key, part++, bytes],
        )
      }
    },
    async *read(key) {
      const parts = await db.query('SELECT part FROM file_part WHERE key = $1 ORDER BY part', [key])
      for (const { part } of parts) {
        const [row] = await db.query('SELECT bytes FROM file_part WHERE key = $1 AND part = $2', [key, part])
        yield row.bytes
      }
    },
    remove: (key) => db.query('DELETE FROM file_part WHERE key = $1', [key]),
  }
  expect(await readWhileReplaced(naive, bytesOf(1, 3 * MIB), bytesOf(2, 3 * MIB))).toBe('a mixture')
  await naive.remove('raced')
})

test('nothing is left of what was replaced or broke off', async () => {
  await store.write('tidy', inPieces(bytesOf(1, 5 * MIB)))
  await store.write('tidy', inPieces(bytesOf(2, 2 * MIB)))
  expect(await countOf('tidy')).toBe(3)
  async function* broken() {
    yield bytesOf(3, 3 * MIB)
    throw new Error('the platform hung up')
  }
  await expect(store.write('tidy', broken())).rejects.toThrow('hung up')
  expect(await countOf('tidy')).toBe(3)
})

test('what a killed writer left is cleared by the next one', async () => {
  await db.query("INSERT INTO file_part SELECT 'killed', n, 'x' FROM generate_series(100, 110) n")
  await expect(readAll(store.read('killed'))).rejects.toThrow('nothing is kept under killed')
  await store.write('killed', inPieces(bytesOf(1, MIB)))
  expect(await countOf('killed')).toBe(2)
})

test.each(['a new key', 'a kept key'])(
  'of two writers at the same time one wins whole, on %s',
  async (which) => {
    if (which === 'a kept key') await store.write(which, inPieces(bytesOf(9, MIB)))
    const contents = [bytesOf(1, 3 * MIB), bytesOf(2, 3 * MIB)]
    // Both have written their parts before either moves the head.
    const waiting: (() => void)[] = []
    beforeQuery = async (sql) => {
      if (!sql.includes('WITH moved')) return
      const both = new Promise<void>((resolve) => waiting.push(resolve))
      if (waiting.length === 2) for (const resolve of waiting) resolve()
      await both
    }
    const outcomes = await Promise.allSettled(contents.map((bytes) => store.write(which, inPieces(bytes))))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = contents[outcomes.findIndex(({ status }) => status === 'fulfilled')]
    expect((await readAll(store.read(which))).equals(winner ?? Buffer.alloc(0))).toBe(true)
    expect(await countOf(which)).toBe(4)
  },
)

test('when the connection breaks after the head was moved, the file stays whole', async () => {
  const lossy = createFileStore({
    s3: null,
    query: async (sql, parameters) => {
      const rows = await db.query(sql, parameters)
      if (sql.includes('WITH moved')) throw new Error('connection lost')
      return rows
    },
  })
  const bytes = bytesOf(5, 2 * MIB)
  await expect(lossy.write('lossy', inPieces(bytes))).rejects.toThrow('connection lost')
  expect((await readAll(store.read('lossy'))).equals(bytes)).toBe(true)
})
