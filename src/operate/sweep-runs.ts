import { type Clock, isoTime, MINUTE_MS } from '../clock'
import { type Database, statement } from '../db'
import { describeFailure } from '../failure'
import type { Schedule } from '../jobs'
import type { Log } from '../log'

/** How a recurring job ran last; times in milliseconds since 1970. */
export interface SweepRun {
  name: string
  startedAt: number
  durationMs: number
  /** The newest failure, which may be long ago. */
  failedAt: number | null
  /** Its kind, never its message. */
  failure: string | null
}

const NOTE_EVERY_MS = 5_000

const saveRun = statement(
  'sweepRun.save',
  `INSERT INTO sweep_run (name, started_at, duration_ms, failed_at, failure) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, duration_ms = excluded.duration_ms,
  failed_at = coalesce(excluded.failed_at, sweep_run.failed_at), failure = coalesce(excluded.failure, sweep_run.failure)`,
)

const listRuns = statement<SweepRun>(
  'sweepRun.list',
  `SELECT name, started_at AS "startedAt", duration_ms AS "durationMs", failed_at AS "failedAt", failure FROM sweep_run
WHERE name = ANY($1::text[]) ORDER BY name`,
)

/** Of those recurring jobs; who has never run is missing. */
export const readSweepRuns = (db: Database, names: readonly string[]): Promise<SweepRun[]> =>
  listRuns(db, [names])

/** Three periods without a run, and a minute for those that come often: then nobody works any more. */
export const isLate = ({ startedAt }: Pick<SweepRun, 'startedAt'>, everyMs: number, now: number): boolean =>
  now - startedAt > 3 * everyMs + MINUTE_MS

/** The same schedule, whose last run can be read; one that runs often is noted every five seconds, a failure always. */
export function noteRuns<Deps>(
  schedule: Schedule<Deps>,
  { db, clock, log }: { db: Database; clock: Clock; log: Log },
): Schedule<Deps> {
  const { name } = schedule
  let notedAt = Number.NEGATIVE_INFINITY

  async function note(startedAt: number, durationMs: number, failure: string | null): Promise<void> {
    if (failure === null && durationMs < NOTE_EVERY_MS && startedAt - notedAt < NOTE_EVERY_MS) return
    notedAt = startedAt
    const failedAt = failure === null ? null : isoTime(startedAt)
    await saveRun(db, [name, isoTime(startedAt), Math.round(durationMs), failedAt, failure]).catch(
      (err: Error) => log.warn({ err, sweep: name }, 'Could not note the run of a recurring job'),
    )
  }

  return {
    ...schedule,
    run: async (deps) => {
      const startedAt = clock.now()
      const began = performance.now()
      try {
        await schedule.run(deps)
      } catch (error) {
        await note(startedAt, performance.now() - began, describeFailure(error).failure)
        throw error
      }
      await note(startedAt, performance.now() - began, null)
    },
  }
}
