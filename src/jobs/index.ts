/**
 * Background work on BullMQ: jobs that are asked for, and schedules that come round again. A feature declares
 * its own in `jobs.ts`; `build.ts` collects them. Queues live in PostgreSQL, or in Redis when REDIS_URL is set.
 */

export type { Queue } from './backend'
export { defineJob, defineSchedule, HopelessError, type Job, type Schedule } from './define'
export { createJobs, type Jobs } from './jobs'
export { JOB_STATES, type JobState, type QueueState } from './look'
export { queueOf } from './queues'
