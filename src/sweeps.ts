import { defineSchedule, type Schedule } from './jobs'

/** Work that time brings: takes due rows in batches and moves them by the same compare-and-set as people do. */
export interface Sweep {
  /** Lower case with dashes, unique; names the scheduler. */
  name: string
  everyMs: number
  /** Does one batch; resolves to how many rows it moved. Called again at once while that is more than none. */
  run(): Promise<number>
}

/** Each sweep as a schedule: batch after batch while there is something to do, and while nobody wants to stop. */
export function sweepSchedules(sweeps: readonly Sweep[]): Schedule<AbortSignal>[] {
  return sweeps.map(({ name, everyMs, run }) =>
    defineSchedule({
      name,
      everyMs,
      run: async (stopping: AbortSignal) => {
        while (!stopping.aborted && (await run()) > 0);
      },
    }),
  )
}
