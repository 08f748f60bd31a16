import { type Job as BullJob, UnrecoverableError } from 'bullmq'
import { ZodError } from 'zod'
import { withoutWords } from '../failure'
import type { Log } from '../log'
import type { Backend, Worker } from './backend'
import { HopelessError, type Job, type Schedule } from './define'
import { type Queues, queueOf, WORK } from './queues'
import { keepScheduled } from './scheduler'

export interface Workers {
  /** Takes nothing new and waits for what runs. */
  stop(): Promise<void>
}

interface WorkersOptions<Deps> {
  backend: Backend
  queues: Queues
  jobs: readonly Job<unknown, Deps>[]
  schedules: readonly Schedule<Deps>[]
  assertEveryMs?: number
  deps: Deps
  log: Log
}

const CONCURRENCY = 10

/** A killed worker's jobs are taken over after about lock plus interval. */
const TIMING = {
  lockDuration: 6_000,
  stalledInterval: 3_000,
  runRetryDelay: 1_000,
  // Being interrupted is no fault of the job's; a failure is counted as an attempt instead.
  maxStalledCount: 20,
}

export async function startWorkers<Deps>(options: WorkersOptions<Deps>): Promise<Workers> {
  const { backend, jobs, schedules, deps, log } = options
  const byName = new Map(jobs.map((job) => [job.name, job]))

  const work = backend.worker(WORK, (job) => runJob(byName.get(job.name), job, deps), {
    ...TIMING,
    concurrency: CONCURRENCY,
  })
  const sweeps = schedules.map((schedule) =>
    backend.worker(queueOf(schedule.name), () => runSchedule(schedule, deps), { ...TIMING, concurrency: 1 }),
  )
  const workers = [work, ...sweeps]
  for (const worker of workers) report(worker, log)
  const scheduler = await keepScheduled(options)

  return {
    stop: async () => {
      scheduler.stop()
      await Promise.all(workers.map((worker) => worker.close()))
    },
  }
}

/** The queue keeps what is thrown, and its board shows it. */
async function runJob<Deps>(
  declared: Job<unknown, Deps> | undefined,
  job: BullJob,
  deps: Deps,
): Promise<void> {
  if (!declared) throw new UnrecoverableError(`No job is called "${job.name}"`)
  try {
    await declared.run(declared.schema.parse(job.data), deps)
  } catch (error) {
    const isHopeless = error instanceof HopelessError || error instanceof ZodError
    throw withoutWords(error, isHopeless ? UnrecoverableError : undefined)
  }
}

async function runSchedule<Deps>(schedule: Schedule<Deps>, deps: Deps): Promise<void> {
  try {
    await schedule.run(deps)
  } catch (error) {
    throw withoutWords(error)
  }
}

function report(worker: Worker, log: Log): void {
  worker.on('failed', (job, error) =>
    log.error({ job: job?.name, id: job?.id, attempt: job?.attemptsMade, err: error }, 'A job failed'),
  )
  worker.on('error', (error) => log.warn({ err: error, queue: worker.name }, 'A worker was held up'))
}
