/**
 * Figures for Prometheus. Everything is measured from outside, by wrapping what `build.ts` puts together (`interactions`,
 * `deliveries`, `work`), or read when somebody asks (`state`); features know nothing of it. Names follow
 * https://prometheus.io/docs/practices/naming/, and no label ever holds an id or a name: only words of the program.
 */
export type { Metrics } from './metrics'
export { openMetrics } from './open-metrics'
export { metricsPage } from './page'
export type { Observed } from './state'
