import type { Log } from '../log'
import type { Schedule } from './define'
import { type Queues, queueOf, SWEEP_OPTIONS } from './queues'

interface SchedulerOptions {
  queues: Queues
  schedules: readonly Pick<Schedule<unknown>, 'name' | 'everyMs'>[]
  assertEveryMs?: number
  log: Log
}

/** After a failure. */
const AGAIN_MS = 1_000

/** Makes schedules known to the queue, and keeps them known. */
export async function keepScheduled({ queues, schedules, assertEveryMs = 30_000, log }: SchedulerOptions) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  async function assertAll(): Promise<void> {
    let nextMs = assertEveryMs
    try {
      await Promise.all(schedules.map((schedule) => assertScheduled(queues, schedule)))
    } catch (error) {
      nextMs = Math.min(AGAIN_MS, assertEveryMs)
      log.warn({ err: error }, 'Schedules could not be checked')
    }
    if (!stopped) timer = setTimeout(assertAll, nextMs)
  }
  await assertAll()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}

async function assertScheduled(
  queues: Queues,
  { name, everyMs }: Pick<Schedule<unknown>, 'name' | 'everyMs'>,
): Promise<void> {
  const queue = queues.open(queueOf(name))
  await queue.setGlobalConcurrency(1)
  const known = await queue.getJobScheduler(name)
  if (known?.every === everyMs) return
  // On Redis an updated scheduler keeps the offset that it had within its old period, and may wait as long as that.
  if (known) await queue.removeJobScheduler(name)
  await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts: SWEEP_OPTIONS })
}
