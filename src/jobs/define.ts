import type { z } from 'zod'

/**
 * Work that one process asks for and a worker does, at least once: a killed worker's job runs again.
 * `Deps` is what the worker hands to every job.
 */
export interface Job<Payload, Deps> {
  name: string
  /** Ids only; what they stand for is read when the job runs. */
  schema: z.ZodType<Payload>
  /** How often a failing run is tried, with growing pauses from one second on; 5 unless told. */
  attempts?: number
  run(payload: Payload, deps: Deps): Promise<void>
}

/**
 * Work that is due again and again: a sweep over due-date columns. Missed periods are not made up for.
 * Never two runs at once, in however many processes.
 */
export interface Schedule<Deps> {
  name: string
  everyMs: number
  run(deps: Deps): Promise<void>
}

/** Thrown by a job that no further try can help. */
export class HopelessError extends Error {
  override readonly name = 'HopelessError'
}

export const defineJob = <Payload, Deps>(job: Job<Payload, Deps>) => checkName(job)
export const defineSchedule = <Deps>(schedule: Schedule<Deps>) => checkName(schedule)

// BullMQ keeps the colon for itself.
function checkName<T extends { name: string }>(named: T): T {
  if (!/^[a-z][a-zA-Z0-9.-]*$/.test(named.name)) throw new Error(`"${named.name}" cannot name a job`)
  return named
}
