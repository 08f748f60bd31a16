import type { Queue } from './backend'

/** What one queue holds at this moment. */
export interface QueueState {
  /** `work`, or `sweep-` and the name of a recurring job. */
  name: string
  jobs: Readonly<Record<JobState, number>>
  /** When the job was asked for that has waited longest; null: none waits. Milliseconds since 1970. */
  oldestAt: number | null
  /** When a recurring job is due next; null: the queue does not know of it. */
  nextAt: number | null
}

export type JobState = (typeof JOB_STATES)[number]

export const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const

/** `schedule`: the recurring job that the queue is for. */
export async function lookAt(name: string, queue: Queue, schedule?: string): Promise<QueueState> {
  const [counts, scheduler] = await Promise.all([
    queue.getJobCounts(...JOB_STATES),
    schedule === undefined ? undefined : queue.getJobScheduler(schedule),
  ])
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts
  const [oldest] = waiting > 0 ? await queue.getJobs(['waiting'], 0, 0, true) : []
  return {
    name,
    jobs: { waiting, active, delayed, failed },
    oldestAt: oldest?.timestamp ?? null,
    nextAt: scheduler?.next ?? null,
  }
}
