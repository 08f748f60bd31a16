import { Counter, Histogram, type Registry } from 'prom-client'
import type { Job, Schedule } from '../jobs'
import type { Sweep } from '../sweeps'

const SECONDS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 180]

export interface Work {
  job<Payload, Deps>(job: Job<Payload, Deps>): Job<Payload, Deps>
  schedule<Deps>(schedule: Schedule<Deps>): Schedule<Deps>
  /** Counts the rows that it moves. */
  sweep(sweep: Sweep): Sweep
}

/** `job` is a name that the program gives, never anything of a payload. */
export function measureWork(registry: Registry): Work {
  const registers = [registry]
  const jobs = new Histogram({
    name: 'rolecall_job_seconds',
    help: 'Runs of jobs, by how they came out',
    labelNames: ['job', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const sweeps = new Histogram({
    name: 'rolecall_sweep_seconds',
    help: 'Runs of recurring jobs, by how they came out',
    labelNames: ['sweep', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const rows = new Counter({
    name: 'rolecall_sweep_rows_total',
    help: 'Rows that recurring jobs moved',
    labelNames: ['sweep'],
    registers,
  })

  return {
    job: (job) => ({
      ...job,
      run: (payload, deps) =>
        timed(
          () => job.run(payload, deps),
          (outcome, seconds) => jobs.observe({ job: job.name, outcome }, seconds),
        ),
    }),
    schedule: (schedule) => ({
      ...schedule,
      run: (deps) =>
        timed(
          () => schedule.run(deps),
          (outcome, seconds) => sweeps.observe({ sweep: schedule.name, outcome }, seconds),
        ),
    }),
    sweep: (sweep) => ({
      ...sweep,
      run: async () => {
        const moved = await sweep.run()
        rows.inc({ sweep: sweep.name }, moved)
        return moved
      },
    }),
  }
}

async function timed(
  work: () => Promise<void>,
  note: (outcome: 'done' | 'failed', seconds: number) => void,
): Promise<void> {
  const startedAt = performance.now()
  let outcome: 'done' | 'failed' = 'failed'
  try {
    await work()
    outcome = 'done'
  } finally {
    note(outcome, (performance.now() - startedAt) / 1_000)
  }
}
