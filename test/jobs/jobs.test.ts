import { z } from 'zod'
import { createJobs, defineJob, defineSchedule, HopelessError, type Jobs } from '../../src/jobs'
import { createLog } from '../../src/log'
import { until } from '../support/until'
import { STORES, type Store } from './stores'

interface Deps {
  ran: string[]
  during?: () => Promise<void>
}

const note = defineJob({
  name: 'note',
  schema: z.object({ id: z.string() }),
  run: async ({ id }, deps: Deps) => {
    deps.ran.push(`begin ${id}`)
    await deps.during?.()
    deps.ran.push(`end ${id}`)
  },
})

const fail = defineJob({
  name: 'fail',
  schema: z.object({ hopeless: z.boolean() }),
  attempts: 2,
  run: async ({ hopeless }, deps: Deps) => {
    deps.ran.push('failed')
    throw hopeless ? new HopelessError('no such channel') : new Error('away')
  },
})

const sweep = defineSchedule({
  name: 'sweep',
  everyMs: 86_400_000,
  run: async (deps: Deps) => {
    deps.ran.push('begin sweep')
    await deps.during?.()
    deps.ran.push('end sweep')
  },
})

describe.each(STORES)('jobs on %s', (_name, open) => {
  let store: Store | null
  let running: Jobs<Deps>[] = []

  beforeAll(async () => {
    store = await open()
  })
  afterEach(async () => {
    await Promise.all(running.map((jobs) => jobs.stop()))
    running = []
  })
  afterAll(() => store?.close())

  const connect = (schedules = [sweep]) => {
    const log = createLog('silent')
    const { databaseUrl, redisUrl } = store!
    const jobs = createJobs<Deps>({ databaseUrl, redisUrl, jobs: [note, fail], schedules, log })
    running.push(jobs)
    return jobs
  }
  const onStore = (name: string, body: () => Promise<void>, timeoutMs?: number) =>
    test(name, async () => (store ? body() : undefined), timeoutMs)

  onStore('a job asked for by one process runs in another', async () => {
    const deps: Deps = { ran: [] }
    await connect([]).start(deps)
    await connect([]).enqueue(note, { id: 'a' })
    await until(() => deps.ran.includes('end a'))
  })

  onStore('a payload that does not fit is refused where it is asked for', async () => {
    await expect(connect([]).enqueue(note, JSON.parse('{"id":7}'))).rejects.toThrow(/expected string/)
  })

  onStore('wishes with one id become one run, and one more when the first has begun', async () => {
    const deps: Deps = { ran: [] }
    const asking = connect([])
    for (let i = 0; i < 5; i++) await asking.enqueue(note, { id: 'b' }, { id: 'b' })
    deps.during = async () => {
      deps.during = async () => {}
      for (let i = 0; i < 5; i++) await asking.enqueue(note, { id: 'b' }, { id: 'b' })
    }
    await connect([]).start(deps)
    await until(() => deps.ran.filter((entry) => entry === 'end b').length === 2)
    await asking.enqueue(note, { id: 'c' }, { id: 'b' })
    await until(() => deps.ran.includes('end c'))
    expect(deps.ran).toEqual(['begin b', 'end b', 'begin b', 'end b', 'begin c', 'end c'])
  })

  onStore('a failing job is tried again, a hopeless one is not', async () => {
    const deps: Deps = { ran: [] }
    const jobs = connect([])
    await jobs.start(deps)
    await jobs.enqueue(fail, { hopeless: true }, { id: 'hopeless' })
    await until(() => deps.ran.length === 1)
    await jobs.enqueue(fail, { hopeless: false })
    await until(() => deps.ran.length === 3)
    await jobs.enqueue(note, { id: 'last' })
    await until(() => deps.ran.includes('end last'))
    expect(deps.ran.filter((entry) => entry === 'failed')).toHaveLength(3)
  })

  onStore('stopping waits for the run under way', async () => {
    const deps: Deps = { ran: [] }
    const jobs = connect([])
    await jobs.start(deps)
    let finish = () => {}
    deps.during = () => new Promise((resolve) => (finish = resolve))
    await jobs.enqueue(note, { id: 'd' })
    await until(() => deps.ran.includes('begin d'))
    const stopped = jobs.stop()
    finish()
    await stopped
    running = running.filter((other) => other !== jobs)
    expect(deps.ran).toEqual(['begin d', 'end d'])
  })

  onStore('ready while the store answers', async () => {
    expect(await connect([]).ready()).toBe(true)
  })
})
