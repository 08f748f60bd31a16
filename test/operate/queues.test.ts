import { fastify } from 'fastify'
import { z } from 'zod'
import { createJobs, defineJob, defineSchedule, HopelessError, type Jobs, type Queue } from '../../src/jobs'
import { migrateJobs } from '../../src/jobs/migrate'
import { createLog } from '../../src/log'
import { queuePages } from '../../src/operate/queues'
import { createEmptyDatabase } from '../support/database'
import { startRedis } from '../support/redis'
import { until } from '../support/until'
import { type Operators, openOperators } from './stage'

const STORES = {
  PostgreSQL: async () => {
    const database = await createEmptyDatabase()
    await migrateJobs(database.url)
    return { databaseUrl: database.url, redisUrl: null, close: () => database.close() }
  },
  Redis: async () => {
    const redis = await startRedis()
    return redis && { databaseUrl: 'postgres://unused', redisUrl: redis.url, close: () => redis.stop() }
  },
}

const hopeless = defineJob({
  name: 'hopeless',
  schema: z.object({ id: z.string() }),
  run: async () => {
    throw new HopelessError('no such channel')
  },
})
const sweep = defineSchedule({ name: 'tidy', everyMs: 86_400_000, run: async () => {} })

interface Board {
  queues: {
    name: string
    counts: Record<string, number>
    hasWorkers: boolean | null
    jobs: { data: object }[]
  }[]
}

describe.each(Object.entries(STORES))("the queues' dashboard on %s", (backend, open) => {
  let store: Awaited<ReturnType<typeof open>>
  let jobs: Jobs<never>
  let operators: Operators
  let cookie: string

  beforeAll(async () => {
    store = await open()
    if (!store) return
    const options = { ...store, jobs: [hopeless], schedules: [sweep], log: createLog('silent') }
    jobs = createJobs<never>(options)
    operators = await openOperators(jobs)
    cookie = await operators.signIn()
    await jobs.start(undefined as never)
    await jobs.enqueue(hopeless, { id: 'A1' })
    await until(async () => (await jobs.look())[0]?.jobs.failed === 1)
  }, 30_000)
  afterAll(async () => {
    await operators?.close()
    await jobs?.stop()
    await store?.close()
  })

  const onStore = (name: string, body: () => Promise<void>) =>
    test(name, async () => (store ? body() : undefined))
  const api = (path: string, init: RequestInit = {}) =>
    operators.browse(`/operate/queues/api/${path}`, cookie, init)

  onStore('its page runs its own script only and asks nobody elsewhere', async () => {
    const page = await operators.browse('/operate/queues', cookie)
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none';script-src 'self';/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    const markup = await page.text()
    expect(markup).toContain('<base href="/operate/queues/"')
    expect(markup).not.toMatch(/https?:\/\//)
    expect(markup).toMatch(/<a href="\/operate"[^>]*>Back to Operate<\/a>/)
    const script = /src="(static\/js\/main[^"]+)"/.exec(markup)?.[1]
    const loaded = await operators.browse(`/operate/queues/${script}`, cookie)
    expect([loaded.status, loaded.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('javascript'),
    ])
  })

  onStore('queues, their jobs, schedules and workers are shown', async () => {
    const { queues } = (await (
      await api('queues?activeQueue=work&status=failed&page=1&jobsPerPage=10')
    ).json()) as Board
    expect(queues.map(({ name, hasWorkers }) => [name, hasWorkers])).toEqual([
      ['work', true],
      ['sweep-tidy', true],
    ])
    expect(queues[0]?.counts.failed).toBe(1)
    expect(queues[0]?.jobs).toMatchObject([{ data: { id: 'A1' }, failedReason: 'HopelessError' }])
    expect(JSON.stringify(queues)).not.toContain('no such channel')
    expect(await (await api('queues/work/workers')).json()).toMatchObject({
      workers: [{ id: expect.any(String) }],
    })
    expect(await (await api('job-schedulers')).json()).toMatchObject({
      schedulers: [{ id: 'tidy', queueName: 'sweep-tidy', every: 86_400_000 }],
    })
  })

  onStore('the store says how it is', async () => {
    expect(await (await api('redis/stats')).json()).toMatchObject({
      backend: backend === 'Redis' ? 'redis' : 'postgres',
      version: expect.stringMatching(/^\d+/),
    })
  })

  onStore(
    'a failed job is tried again from there, but not from a page of another site (quality §3)',
    async () => {
      const { queues } = (await (
        await api('queues?activeQueue=work&status=failed&page=1&jobsPerPage=10')
      ).json()) as {
        queues: { jobs: { id: string }[] }[]
      }
      const retry = (headers: Record<string, string>) =>
        api(`queues/work/${queues[0]?.jobs[0]?.id}/retry`, { method: 'PUT', headers })
      for (const from of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
        expect((await retry(from)).status).toBe(403)
      expect((await retry({ 'sec-fetch-site': 'same-origin' })).status).toBe(204)
      await until(async () => (await jobs.look())[0]?.jobs.failed === 1)
    },
  )

  onStore('what every queue holds can be asked in one go', async () => {
    const [work, tidy] = await jobs.look()
    expect(work).toMatchObject({ name: 'work', jobs: { waiting: 0 }, oldestAt: null, nextAt: null })
    expect(tidy).toMatchObject({ name: 'sweep-tidy', nextAt: expect.any(Number) })
  })
})

test('a board that cannot be opened is opened when somebody looks again', async () => {
  const app = fastify()
  const broken = {
    get name(): string {
      throw new Error('Redis is away')
    },
  } as unknown as Queue
  const queues = jest.fn<Queue[], []>(() => []).mockReturnValueOnce([broken])
  queuePages(app, { jobs: { queues } })
  try {
    const origin = await app.listen({ host: '127.0.0.1', port: 0 })
    const statuses = []
    for (let look = 0; look < 2; look += 1) statuses.push((await fetch(`${origin}/operate/queues`)).status)
    expect(statuses).toEqual([500, 200])
    expect(queues).toHaveBeenCalledTimes(2)
  } finally {
    await app.close()
  }
})
