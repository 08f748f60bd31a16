import type { Queue as BullQueue, Worker as BullWorker, Job, Processor, WorkerOptions } from 'bullmq'

/** What we use of BullMQ's classes, which differ in type for every store. */
export type Queue = Pick<
  BullQueue,
  | 'add'
  | 'close'
  | 'getJobCounts'
  | 'getJobScheduler'
  | 'getJobs'
  | 'removeJobScheduler'
  | 'setGlobalConcurrency'
  | 'upsertJobScheduler'
> & { on(event: 'error', listener: (error: Error) => void): unknown }

export interface Worker extends Pick<BullWorker, 'name' | 'close'> {
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown
}

/** Where queues live. The jobs on them are the same on either. */
export interface Backend {
  queue(name: string): Queue
  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  /** Rejects when the store cannot be reached or must not be used. */
  check(): Promise<void>
  close(): Promise<void>
}
