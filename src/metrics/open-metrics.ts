import type { Metrics } from './metrics'

/** `wanted`: somebody may see the figures. Otherwise nothing is measured, and what would do so is not loaded. */
export function openMetrics(wanted: boolean): Metrics {
  if (!wanted) return unmeasured
  const { createMetrics }: typeof import('./metrics') = require('./metrics')
  return createMetrics()
}

const unmeasured: Metrics = {
  receive: (receive) => receive,
  requests: (_platform, requests) => requests,
  decided: () => {},
  messenger: (_platform, messenger) => messenger,
  mailer: (mailer) => mailer,
  rateLimited: () => {},
  job: (job) => job,
  schedule: (schedule) => schedule,
  sweep: (sweep) => sweep,
  observe: () => {},
  text: async () => ({ type: 'text/plain', body: '' }),
}
