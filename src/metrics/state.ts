import { Gauge, type Registry } from 'prom-client'
import { JOB_STATES, type QueueState } from '../jobs'
import type { DeliveryState } from '../notices'

/** What is looked at when somebody asks for the figures. All but pool and platforms is the same at every process. */
export interface Observed {
  pool(): { total: number; idle: number; waiting: number }
  /** Whether events arrive from each platform that this process listens to. */
  platforms(): readonly (readonly [platform: string, connected: boolean])[]
  queues(): Promise<readonly QueueState[]>
  deliveries(): Promise<DeliveryState>
  /** When each recurring job ran last, in milliseconds since 1970. */
  sweeps(): Promise<readonly { name: string; startedAt: number }[]>
  /** Milliseconds since 1970. */
  now(): number
  /** Something could not be looked at: its figures are missing this time. */
  failed(error: unknown): void
}

type Value = readonly [labels: Record<string, string>, value: number]

export function observe(registry: Registry, observed: Observed): void {
  const { now } = observed
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    read: () => Promise<Value[]> | Value[],
  ) => {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        this.reset()
        // One thing that is away must not hide the others.
        const values = await Promise.resolve()
          .then(read)
          .catch((error: unknown) => {
            observed.failed(error)
            return []
          })
        for (const [labels, value] of values) this.set(labels, value)
      },
    })
  }
  const queues = shared(observed.queues)
  const deliveries = shared(observed.deliveries)
  const age = (at: number | null) => (at === null ? 0 : Math.max(0, (now() - at) / 1_000))

  gauge('rolecall_database_pool', 'Connections to the database', ['state'], () => {
    const { total, idle, waiting } = observed.pool()
    const states = Object.entries({ busy: total - idle, idle, wanted: waiting })
    return states.map(([state, count]) => [{ state }, count])
  })
  gauge('rolecall_platform_connected', '1 while events arrive from the platform', ['platform'], () =>
    observed.platforms().map(([platform, connected]) => [{ platform }, Number(connected)]),
  )
  gauge('rolecall_queue_depth', 'Jobs in a queue', ['queue', 'state'], async () =>
    (await queues()).flatMap(({ name: queue, jobs }) =>
      JOB_STATES.map((state): Value => [{ queue, state }, jobs[state]]),
    ),
  )
  gauge('rolecall_queue_oldest_seconds', 'How long the oldest job has been waiting', ['queue'], async () =>
    (await queues()).map(({ name: queue, oldestAt }) => [{ queue }, age(oldestAt)]),
  )
  gauge('rolecall_notices_owed', 'What is to be delivered, now or later', ['kind'], async () =>
    (await deliveries()).owed.map(({ kind, owed }) => [{ kind }, owed]),
  )
  gauge(
    'rolecall_notices_retried',
    'Of what is to be delivered, what has failed before',
    ['kind'],
    async () => (await deliveries()).owed.map(({ kind, retried }) => [{ kind }, retried]),
  )
  gauge(
    'rolecall_notices_oldest_seconds',
    'How long the oldest has been due, also while it is tried',
    ['kind'],
    async () => (await deliveries()).owed.map(({ kind, oldestDueAt }) => [{ kind }, age(oldestDueAt)]),
  )
  gauge('rolecall_notices_undeliverable', 'What reached nobody', ['why'], async () =>
    Object.entries(byWhy((await deliveries()).undeliverable)).map(([why, count]) => [{ why }, count]),
  )
  gauge('rolecall_sweep_age_seconds', 'How long ago a recurring job began to run', ['sweep'], async () =>
    (await observed.sweeps()).map(({ name: sweep, startedAt }) => [{ sweep }, age(startedAt)]),
  )
}

/** Errors count together: their kinds are many. */
function byWhy(undeliverable: DeliveryState['undeliverable']): Record<string, number> {
  const counts: Record<string, number> = { chat: 0, mail: 0, nothing: 0, error: 0 }
  for (const { why, count } of undeliverable) {
    const known = why in counts ? why : 'error'
    counts[known] = (counts[known] ?? 0) + count
  }
  return counts
}

/** Several figures of one look: whoever asks while one is under way gets that one. */
function shared<T>(look: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  return () => {
    underWay ??= look().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}
