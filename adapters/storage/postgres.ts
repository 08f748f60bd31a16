import { randomInt } from 'node:crypto'
import type { FileStore } from '../../src/chat'
import { inParts } from './parts'

export interface PostgresStoreOptions {
  /** Runs one statement by itself and resolves to its rows. */
  query(sql: string, parameters: unknown[]): Promise<unknown>
}

const PART_BYTES = 1024 * 1024

/**
 * Part 0 of a key is its head: it names the run of parts that is the file now. A write puts its parts beside the old
 * ones, where nobody looks, and then moves the head, in one statement. So a reader gets the old bytes or the new ones,
 * never both, and a broken write leaves the old file as it was.
 */
interface Head {
  first: number
  count: number
}

const KEEP = 'INSERT INTO file_part (key, part, bytes) VALUES ($1, $2, $3)'
const READ = 'SELECT bytes FROM file_part WHERE key = $1 AND part = $2'
const REMOVE = 'DELETE FROM file_part WHERE key = $1'
const DISCARD = 'DELETE FROM file_part WHERE key = $1 AND part BETWEEN $2 AND $3'

// Of two writers at the same time the first wins, for the other finds a head that it did not see when it began. Only
// then may everything else under the key go: what the other has written, and what killed writers have left.
const MOVE_HEAD = `
  WITH moved AS (
    INSERT INTO file_part AS kept (key, part, bytes) VALUES ($1, 0, $2)
    ON CONFLICT (key, part) DO UPDATE SET bytes = excluded.bytes WHERE kept.bytes = $3
    RETURNING 1
  ), cleared AS (
    DELETE FROM file_part WHERE key = $1 AND part <> 0 AND part NOT BETWEEN $4 AND $5 AND EXISTS (SELECT FROM moved)
  )
  SELECT 1 FROM moved`

/** Keeps bytes in the table `file_part`; holds one MiB in memory at a time. */
export function createPostgresStore({ query }: PostgresStoreOptions): FileStore {
  const bytesOf = async (key: string, part: number) => {
    const rows = (await query(READ, [key, part])) as { bytes: Buffer }[]
    return rows[0]?.bytes ?? null
  }

  return {
    async write(key, content) {
      const before = await bytesOf(key, 0)
      const first = randomInt(1, 2 ** 31 - 2 ** 20)
      let count = 0
      const discard = () => query(DISCARD, [key, first, first + count - 1])
      try {
        for await (const bytes of inParts(content, PART_BYTES)) {
          await query(KEEP, [key, first + count, bytes])
          count += 1
        }
      } catch (error) {
        await discard().catch(() => {})
        throw error
      }
      const head: Head = { first, count }
      const parameters = [key, Buffer.from(JSON.stringify(head)), before, first, first + count - 1]
      const moved = (await query(MOVE_HEAD, parameters)) as unknown[]
      if (moved.length > 0) return
      await discard()
      throw new Error(`${key} was replaced by somebody else at the same time`)
    },

    async *read(key) {
      const head = await bytesOf(key, 0)
      if (!head) throw new Error(`nothing is kept under ${key}`)
      const { first, count }: Head = JSON.parse(head.toString())
      for (let part = first; part < first + count; part += 1) {
        const bytes = await bytesOf(key, part)
        if (!bytes) throw new Error(`${key} was replaced or removed while it was read`)
        yield bytes
      }
    },

    async remove(key) {
      await query(REMOVE, [key])
    },
  }
}
