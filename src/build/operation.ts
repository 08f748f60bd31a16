import type { ChatAdapter } from '../chat'
import type { Database, PoolState } from '../db'
import type { Jobs } from '../jobs'
import { type Metrics, metricsPage } from '../metrics'
import { readDeliveryState } from '../notices'
import { operatePages, readSweepRuns } from '../operate'
import type { Sweep } from '../sweeps'
import { choosePort, createWeb, type Web } from '../web'
import type { Surroundings } from './adapters'

interface Running {
  db: Database
  jobs: Jobs<AbortSignal>
  sweeps: readonly Sweep[]
  /** Those that this process listens to. */
  receiving: readonly ChatAdapter[]
  pool(): PoolState
  ready(): Promise<Record<string, boolean>>
}

/** What operators, and the programs that watch for them, see of a process; nothing unless OPERATOR_TOKEN is set. */
export function openOperation(
  { config, clock, log, roles }: Surroundings,
  metrics: Metrics,
  { db, jobs, sweeps, receiving, pool, ready }: Running,
) {
  const { operatorToken: token, metricsPort, http } = config
  const platforms = () => receiving.map(({ platform, connected }) => [platform, connected] as const)
  const names = sweeps.map(({ name }) => name)
  metrics.observe({
    pool,
    platforms,
    queues: jobs.look,
    deliveries: () => readDeliveryState(db, clock.now()),
    sweeps: () => readSweepRuns(db, names),
    now: () => clock.now(),
    failed: (err) => log.warn({ err }, 'A figure could not be read'),
  })
  const figures = token === null ? [] : [metricsPage(metrics, token)]
  let probe: Web | undefined
  return {
    /** For the one HTTP server. */
    pages:
      token === null ? [] : [...figures, operatePages({ token, db, clock, log, sweeps, jobs, platforms })],
    /** A process without that server has one for figures and health only, where METRICS_PORT is set. */
    listen: async (): Promise<void> => {
      if (roles.web || metricsPort === null) return
      const port = await choosePort({ host: http.host, port: metricsPort, portIsFixed: true }, 'METRICS_PORT')
      probe = await createWeb({ adapters: [], pages: figures, ready, log })
      await probe.listen({ host: http.host, port })
    },
    close: async (): Promise<void> => probe?.close(),
  }
}
