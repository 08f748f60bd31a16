/**
 * For whoever runs Rolecall: `/operate`, behind OPERATOR_TOKEN (`session`, `sign-in`). It shows what is to be delivered and
 * what could not be, how recurring jobs ran (`sweep-runs`), the places that are connected (`places`), and BullMQ's own
 * dashboard (`queues`, `board`). Nothing of what people write is shown.
 */
export { type OperateOptions, operatePages } from './pages'
export { isLate, noteRuns, readSweepRuns, type SweepRun } from './sweep-runs'
