import { collectDefaultMetrics, Registry } from 'prom-client'
import { type Deliveries, measureDeliveries } from './deliveries'
import { type Interactions, measureInteractions } from './interactions'
import { type Observed, observe } from './state'
import { measureWork, type Work } from './work'

export interface Metrics extends Interactions, Deliveries, Work {
  /** Has these looked at whenever somebody asks for the figures. */
  observe(observed: Observed): void
  /** All figures, in the format of Prometheus. */
  text(): Promise<{ type: string; body: string }>
}

/** Everything that one process measures. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    ...measureInteractions(registry),
    ...measureDeliveries(registry),
    ...measureWork(registry),
    observe: (observed) => observe(registry, observed),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
