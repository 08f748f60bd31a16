import type { Sweep } from './feature'
import { defineSchedule, type Schedule } from './jobs'

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
