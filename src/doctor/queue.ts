import { MINUTE_MS, systemClock } from '../clock'
import type { Config } from '../config'
import { declaredSweeps } from '../declared-commands'
import { createJobs, defineSchedule, queueOf } from '../jobs'
import { createLog } from '../log'
import { readSweepRuns } from '../operate'
import { isBehind } from '../prepare-database'
import { StartError } from '../start-error'
import type { Check } from './check'
import { lookInto, NOT_LOOKED } from './look-into'

/** How late a recurring job may begin. */
const LATE_MS = MINUTE_MS
const NAMED = 3

/** Whether the store answers, knows every recurring job, and somebody runs them in time. */
export const checkQueue: Check = async (config) => {
  const store = config.redisUrl === null ? 'in the database' : 'Redis answers'
  if (config.databaseUrl === null && config.redisUrl === null) return store
  if (config.redisUrl === null && (await isBehind(config.databaseUrl ?? '', null).catch(() => true)))
    return `${store}; ${NOT_LOOKED}`
  const sweeps = declaredSweeps()
  const due = await nextRuns(config, sweeps)
  const unknown = sweeps.filter(({ name }) => due.get(name) === undefined).map(({ name }) => name)
  if (unknown.length === sweeps.length)
    return `${store}; it knows of no recurring job yet: \`rolecall worker\` tells it when it starts`
  if (unknown.length > 0)
    throw new StartError(
      `it does not know of ${list(unknown)}: restart \`rolecall worker\` with this version`,
    )
  const latest = systemClock.now() - LATE_MS
  const late = sweeps.filter(({ name }) => (due.get(name) ?? 0) < latest).map(({ name }) => name)
  if (late.length > 0)
    throw new StartError(
      `nobody has run ${list(late)} in time: start \`rolecall worker\`, or look into its log`,
    )
  await rejectFailing(config, sweeps)
  return `${store}; ${sweeps.length} recurring jobs are known and in time`
}

type Sweeps = ReturnType<typeof declaredSweeps>

/** When each is due next, in milliseconds since 1970. */
async function nextRuns({ databaseUrl, redisUrl }: Config, sweeps: Sweeps): Promise<Map<string, number>> {
  const schedules = sweeps.map(({ name, everyMs }) => defineSchedule({ name, everyMs, run: async () => {} }))
  const jobs = createJobs({
    databaseUrl: databaseUrl ?? '',
    redisUrl,
    jobs: [],
    schedules,
    log: createLog('silent'),
  })
  try {
    if (!(await jobs.ready()))
      throw new StartError(`${redisUrl === null ? 'DATABASE_URL' : 'REDIS_URL'} cannot be reached`)
    const next = new Map((await jobs.look()).map(({ name, nextAt }) => [name, nextAt]))
    return new Map(
      sweeps.flatMap(({ name }) => {
        const at = next.get(queueOf(name))
        return at ? [[name, at]] : []
      }),
    )
  } finally {
    await jobs.stop()
  }
}

async function rejectFailing(config: Config, sweeps: Sweeps): Promise<void> {
  const names = sweeps.map(({ name }) => name)
  const runs = (await lookInto(config, (db) => readSweepRuns(db, names))) ?? []
  const failing = runs.filter(({ failedAt, startedAt }) => failedAt !== null && failedAt >= startedAt)
  if (failing.length === 0) return
  const named = failing.map(({ name, failure }) => `${name} (${failure})`)
  throw new StartError(`${list(named)} failed when it ran last: the log of \`rolecall worker\` says where`)
}

const list = (names: readonly string[]) =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
