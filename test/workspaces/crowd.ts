import type { Context } from '../../src/chat'
import { type Database, openDatabase } from '../../src/db'
import type { InvitationsSent } from '../../src/invitations/send'
import type { Rolecall, TestUser } from '../support/rolecall'

const WRITES = /^\s*WITH once/

/** Pools of several processes, with a connection for each of `count` people. */
export async function openPools({ url }: Rolecall, count: number) {
  const perPool = 25
  const pools = await Promise.all(
    Array.from({ length: Math.ceil(count / perPool) }, () => openDatabase({ url, poolSize: perPool })),
  )
  return {
    of: (index: number): Database => {
      const pool = pools[index % pools.length]
      if (!pool) throw new Error('no pool')
      return pool
    },
    close: () => Promise.all(pools.map((pool) => pool.destroy())),
  }
}

/**
 * Lets `count` of them write at the same time: each waits before its first change until all have decided theirs.
 * `reword` changes what the database is asked.
 */
export function together(count: number, reword: (sql: string) => string = (sql) => sql) {
  let missing = count
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return (db: Database): Database => {
    let came = false
    const query = async (sql: string, parameters?: unknown[]) => {
      if (!came && WRITES.test(sql)) {
        came = true
        missing -= 1
        if (missing === 0) open()
        await opened
      }
      return db.query(reword(sql), parameters)
    }
    return { query: query as Database['query'], getRepository: db.getRepository }
  }
}

/** Teams of one workspace, all owned by one person. */
export async function makeTeams(rolecall: Rolecall, owner: TestUser, count: number): Promise<string[]> {
  for (let index = 0; index < count; index += 1) await owner.command('team create', `Crowd ${index}`)
  const rows: { id: string }[] = await rolecall.db.query(
    `SELECT id FROM team WHERE name LIKE 'Crowd %' ORDER BY id DESC LIMIT $1`,
    [count],
  )
  return rows.map(({ id }) => id)
}

export const inviting = (index: number, kind: 'team' | 'workspace') => ({
  people: [{ kind: 'address' as const, typed: `crowd${index}@acme.test` }],
  refused: [],
  role: kind === 'team' ? ('member' as const) : ('chatUser' as const),
  note: null,
})

export const namely = (context: Context, key: string): Context => ({
  ...context,
  key,
  renew: async () => namely(context, key),
})

export const wasSent = (sent: object): boolean =>
  'lines' in sent && (sent as InvitationsSent).lines.every((line) => line.sent)
