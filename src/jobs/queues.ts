import type { JobsOptions as BullJobOptions } from 'bullmq'
import type { Log } from '../log'
import type { Backend, Queue } from './backend'

/** One queue for all jobs, and one for each schedule so that each can be held to one run at a time. */
export const WORK = 'work'
export const queueOf = (schedule: string) => `sweep-${schedule}`

export interface Queues {
  open(name: string): Queue
  close(): Promise<void>
}

export function createQueues(backend: Backend, log: Log): Queues {
  const queues = new Map<string, Queue>()
  return {
    open: (name) => {
      const known = queues.get(name)
      if (known) return known
      const queue = backend.queue(name)
      queue.on('error', (error) => log.warn({ err: error, queue: name }, 'A queue failed'))
      queues.set(name, queue)
      return queue
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
    },
  }
}

/** At most one waiting beside one that runs. */
export const once = (id: string): BullJobOptions => ({ deduplication: { id, keepLastIfActive: true } })

export const SWEEP_OPTIONS = { removeOnComplete: true, removeOnFail: true }
