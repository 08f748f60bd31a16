import type { Log } from '../log'
import type { Backend, Queue } from './backend'
import type { Job, Schedule } from './define'
import { lookAt, type QueueState } from './look'
import { openBackend } from './open-backend'
import { createQueues, once, queueOf, SWEEP_OPTIONS, WORK } from './queues'
import { createWaker } from './wake'
import { startWorkers, type Workers } from './worker'

export interface Jobs<Deps> {
  /**
   * Asks for a run. With `id`, any number of wishes become one run as long as none has begun, and one more
   * when one has: whatever was written before the wish is seen by a run.
   * @throws when the payload does not fit, or the queue cannot be reached
   */
  enqueue<Payload>(job: Job<Payload, Deps>, payload: Payload, options?: { id?: string }): Promise<void>
  /** "There is work" for a schedule: it runs now, not when it is due. Never rejects: its time comes anyway. */
  wake(schedule: string): Promise<void>
  /** Runs jobs and schedules in this process. */
  start(deps: Deps): Promise<void>
  /** Whether the queue can be reached. */
  ready(): Promise<boolean>
  /** What every queue holds at this moment, the one for jobs first. @throws when the store cannot be reached */
  look(): Promise<readonly QueueState[]>
  /** The same queues, as BullMQ's classes. */
  queues(): readonly Queue[]
  /** Waits for runs under way, then lets go of every connection. */
  stop(): Promise<void>
}

export interface JobsOptions<Deps> {
  databaseUrl: string
  /** Null: queues live in PostgreSQL. */
  redisUrl: string | null
  jobs: readonly Job<unknown, Deps>[]
  schedules: readonly Schedule<Deps>[]
  /**
   * How often schedules are checked for still being known; unless told every 5 s on Redis, which forgets them when it
   * is emptied, and every 30 s on PostgreSQL.
   */
  assertEveryMs?: number
  log: Log
}

const RETRY = { type: 'exponential', delay: 1_000 }
const KEEP_FAILED = { age: 14 * 86_400, count: 1_000 }
const ASSERT_EVERY_MS = { postgres: 30_000, redis: 5_000 }
const WAKE_PAUSE_MS = 100
const READY_TIMEOUT_MS = 2_000

export function createJobs<Deps>(options: JobsOptions<Deps>): Jobs<Deps> {
  const { schedules, log } = options
  const backend = openBackend({ ...options, workers: schedules.length + 1 })
  const queues = createQueues(backend, log)
  const waker = createWaker(
    (schedule) =>
      queues
        .open(queueOf(schedule))
        .add(schedule, {}, { ...once('wake'), ...SWEEP_OPTIONS })
        .then(() => {})
        .catch((error: Error) => log.warn({ err: error, schedule }, 'Could not wake a schedule')),
    WAKE_PAUSE_MS,
  )
  let workers: Workers | undefined

  return {
    enqueue: async (job, payload, { id } = {}) => {
      await queues.open(WORK).add(job.name, job.schema.parse(payload), {
        ...(id !== undefined && once(`${job.name}.${id}`)),
        attempts: job.attempts ?? 5,
        backoff: RETRY,
        removeOnComplete: true,
        removeOnFail: KEEP_FAILED,
      })
    },
    wake: waker.wake,
    start: async (deps) => {
      const assertEveryMs = options.redisUrl === null ? ASSERT_EVERY_MS.postgres : ASSERT_EVERY_MS.redis
      workers = await startWorkers({ assertEveryMs, ...options, backend, queues, deps })
    },
    ready: () => answers(backend),
    look: () =>
      Promise.all([
        lookAt(WORK, queues.open(WORK)),
        ...schedules.map(({ name }) => lookAt(queueOf(name), queues.open(queueOf(name)), name)),
      ]),
    queues: () => [WORK, ...schedules.map(({ name }) => queueOf(name))].map(queues.open),
    stop: async () => {
      waker.stop()
      await workers?.stop()
      await queues.close()
      await backend.close()
    },
  }
}

async function answers(backend: Backend): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_TIMEOUT_MS)
  })
  const reached = backend.check().then(
    () => true,
    () => false,
  )
  return Promise.race([reached, late]).finally(() => clearTimeout(timer))
}
