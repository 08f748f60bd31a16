import type { Log } from '../log'
import type { Schedule } from './define'
import { type Queues, queueOf, SWEEP_OPTIONS } from './queues'

interface SchedulerOptions {
  queues: Queues
  schedules: readonly Pick<Schedule<unknown>, 'name' | 'everyMs'>[]
  assertEveryMs?: number
  log: Log
}

/** Makes schedules known to the queue, and keeps them known. */
export async function keepScheduled({ queues, schedules, assertEveryMs = 30_000, log }: SchedulerOptions) {
  const assertAll = async () => {
    try {
      await Promise.all(schedules.map((schedule) => assertScheduled(queues, schedule)))
    } catch (error) {
      log.warn({ err: error }, 'Schedules could not be checked')
    }
  }
  await assertAll()
  const timer = setInterval(assertAll, assertEveryMs)
  return { stop: () => clearInterval(timer) }
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
