import { DAY_MS } from '../../src/clock'
import { createJobs, defineSchedule, type Jobs, type Schedule } from '../../src/jobs'
import { createLog } from '../../src/log'
import { until } from '../support/until'
import { STORES, type Store } from './stores'

interface Deps {
  during?: () => Promise<void>
}

/** Lets every run last a while; `most` is how many there were at once. */
function createGauge() {
  let atOnce = 0
  const gauge = {
    most: 0,
    async during() {
      gauge.most = Math.max(gauge.most, ++atOnce)
      await new Promise((resolve) => setTimeout(resolve, 20))
      atOnce--
    },
  }
  return gauge
}

describe.each(STORES)('schedules on %s', (_name, open) => {
  let store: Store | null
  let running: Jobs<Deps>[] = []
  let runs: Record<string, number> = {}

  beforeAll(async () => {
    store = await open()
  })
  beforeEach(async () => {
    await store?.empty()
    runs = {}
  })
  afterEach(async () => {
    await Promise.all(running.map((jobs) => jobs.stop()))
    running = []
  })
  afterAll(() => store?.close())

  const onStore = (name: string, body: () => Promise<void>) =>
    test(name, async () => (store ? body() : undefined))

  /** Counts its runs. */
  const counting = (name: string, everyMs: number): Schedule<Deps> =>
    defineSchedule({
      name,
      everyMs,
      async run({ during }: Deps) {
        await during?.()
        runs[name] = runsOf(name) + 1
      },
    })
  const runsOf = (name: string) => runs[name] ?? 0
  const [daily, tick, beat] = [counting('daily', DAY_MS), counting('tick', 100), counting('beat', 100)]

  /** A process that checks twenty times a second whether its schedules are known. */
  function connect(schedules: readonly Schedule<Deps>[]): Jobs<Deps> {
    const { databaseUrl, redisUrl } = store!
    const log = createLog('silent')
    const jobs = createJobs<Deps>({ databaseUrl, redisUrl, jobs: [], schedules, log, assertEveryMs: 50 })
    running.push(jobs)
    return jobs
  }
  async function stop(jobs: Jobs<Deps>): Promise<void> {
    running = running.filter((other) => other !== jobs)
    await jobs.stop()
  }
  async function waitForBeats(more: number): Promise<void> {
    const before = runsOf('beat')
    await until(() => runsOf('beat') >= before + more)
  }

  onStore('one runs when it is first known, comes round again, and runs when woken', async () => {
    const jobs = connect([daily, tick])
    await jobs.start({})
    await until(() => runsOf('daily') === 1 && runsOf('tick') >= 3)
    await jobs.wake('daily')
    await until(() => runsOf('daily') === 2)
  })

  onStore('however many processes run, each has one scheduler, one next run, and no run more', async () => {
    const processes = [connect([daily, beat]), connect([daily, beat]), connect([daily, beat])]
    await Promise.all(processes.map((jobs) => jobs.start({})))
    await waitForBeats(4)
    const [, state] = (await processes[0]?.look()) ?? []
    expect(state).toMatchObject({ name: 'sweep-daily', jobs: { waiting: 0, active: 0, delayed: 1 } })
    expect(runsOf('daily')).toBe(1)
  })

  onStore('two processes never run one at the same time, and no wish to wake is lost', async () => {
    const gauge = createGauge()
    const both = [connect([daily]), connect([daily])]
    await Promise.all(both.map((jobs) => jobs.start(gauge)))
    for (let round = 1; round <= 3; round++) {
      const before = runsOf('daily')
      await Promise.all([...both, ...both, ...both].map((jobs) => jobs.wake('daily')))
      await until(() => runsOf('daily') > before)
    }
    expect(gauge.most).toBe(1)
  })

  onStore('what was missed while no process ran is caught up by one run, and not replayed', async () => {
    const first = connect([tick])
    await first.start({})
    await until(() => runsOf('tick') >= 1)
    await stop(first)
    const [before, stoppedAt] = [runsOf('tick'), performance.now()]
    const MISSED = 15
    const passed = (since: number) => (performance.now() - since) / tick.everyMs
    await until(() => passed(stoppedAt) > MISSED)
    await connect([tick]).start({})
    const startedAt = performance.now()
    await until(() => runsOf('tick') > before && passed(startedAt) > 3)
    expect(runsOf('tick') - before).toBeLessThan(passed(startedAt) + MISSED / 2)
  })

  onStore(
    'an emptied store learns them again, each once, and holds them to one run at a time again',
    async () => {
      const gauge = createGauge()
      const both = [connect([tick]), connect([tick])]
      await Promise.all(both.map((jobs) => jobs.start(gauge)))
      await until(() => runsOf('tick') >= 2)
      await store?.empty()
      const before = runsOf('tick')
      // The first may meet a run that the store has forgotten: what is due is claimed, so that does no harm.
      await until(() => runsOf('tick') >= before + 2)
      gauge.most = 0
      await until(() => runsOf('tick') >= before + 5)
      const [, state] = (await both[0]?.look()) ?? []
      expect(state?.jobs.delayed).toBeLessThanOrEqual(1)
      expect(gauge.most).toBe(1)
    },
  )

  onStore('a new version with another pace is heard, and the old pace forgotten', async () => {
    const old = connect([counting('sweep', DAY_MS)])
    await old.start({})
    await until(() => runsOf('sweep') === 1)
    await stop(old)
    await connect([counting('sweep', 100)]).start({})
    await until(() => runsOf('sweep') >= 4)
  })
})
