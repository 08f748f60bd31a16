import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { createJobs, type Jobs } from '../../src/jobs'
import { createLog } from '../../src/log'
import { metricsPage, openMetrics } from '../../src/metrics'
import { operatePages } from '../../src/operate'
import type { Sweep } from '../../src/sweeps'
import { createWeb } from '../../src/web'
import { createTestClock } from '../support/clock'
import { createTestDatabase } from '../support/database'

export const TOKEN = 'operators-token-0123456789'
export const BROWSER = { accept: 'text/html,*/*;q=0.8' }

const sweep = (name: string, everyMs: number): Sweep => ({ name, everyMs, run: async () => 0 })

/** The operators' pages over a database of their own; `jobs`: whose queues are shown. */
export async function openOperators(jobs?: Jobs<never>) {
  const database = await createTestDatabase()
  const db = database.dataSource
  const clock = createTestClock()
  const logged: string[] = []
  const log = createLog('info', { write: (line) => logged.push(line) })
  const metrics = openMetrics(true)
  const idle = createJobs<never>({ databaseUrl: database.url, redisUrl: null, jobs: [], schedules: [], log })
  const sweeps = [sweep('outbox', 5_000), sweep('old-codes', 3_600_000), sweep('never-run', 60_000)]
  const platforms = new Map([['slack', true]])
  const pages = operatePages({
    ...{ token: TOKEN, db, clock, log, sweeps, jobs: jobs ?? idle },
    platforms: () => [...platforms],
  })
  const web = await createWeb({
    adapters: [],
    pages: [metricsPage(metrics, TOKEN), pages],
    ready: async () => ({}),
    log,
    perMinute: 10_000,
  })
  const origin = await web.listen({ host: '127.0.0.1', port: 0 })

  /** As a browser that keeps cookies and follows nothing. */
  const browse = (path: string, cookie = '', init: RequestInit = {}) =>
    fetch(origin + path, { redirect: 'manual', ...init, headers: { ...BROWSER, cookie, ...init.headers } })

  /** Opens the page at `path` and posts `fields` to `to` with the hidden field of its forms. */
  async function send(path: string, to: string, fields: Record<string, string>, cookie = '') {
    const page = await browse(path, cookie)
    const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    const cookies = [cookie, cookiesOf(page)].filter(Boolean).join('; ')
    return browse(to, cookies, { method: 'POST', body: new URLSearchParams({ csrf, ...fields }) })
  }

  return {
    /** Whether events arrive, by platform. */
    platforms,
    ...{ db, clock, log, logged, metrics, origin, browse, send },
    signIn: async (token = TOKEN) => cookiesOf(await send('/operate/sign-in', '/operate/sign-in', { token })),
    close: async () => {
      await web.close()
      await idle.stop()
      await database.close()
    },
  }
}

export type Operators = Awaited<ReturnType<typeof openOperators>>

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')

export async function seedAccount({ db, clock }: Operators): Promise<string> {
  const id = newId(clock.now())
  await db.query('INSERT INTO account (id, name, created_at) VALUES ($1, $2, $3)', [
    ...[id, '<b>Acme</b>', isoTime(clock.now())],
  ])
  return id
}

/** A row of the outbox; resolves to its id. */
export async function seedOwed(
  { db, clock }: Operators,
  accountId: string,
  row: { kind?: string; name?: string; status?: string; error?: string; dueInMs?: number; data?: object },
): Promise<string> {
  const id = newId(clock.now())
  const at = isoTime(clock.now())
  await db.query(
    `INSERT INTO outbox (id, kind, account_id, name, subject_id, status, last_error, attempts, due_at, created_at, data)
     VALUES ($1, $2, $3, $4, 'S', $5, $6, 3, $7, $8, $9)`,
    [
      ...[id, row.kind ?? 'notice', accountId, row.name ?? 'invitation.accepted', row.status ?? 'owed'],
      ...[row.error ?? null, isoTime(clock.now() + (row.dueInMs ?? 0)), at, row.data ?? {}],
    ],
  )
  return id
}
