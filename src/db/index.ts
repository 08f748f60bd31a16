/** The database: connection, named statements, and the one way to change state. */
export { defineBatch } from './batch'
export {
  AlreadyDone,
  defineChange,
  type Effects,
  orEarlier,
  Stale,
  type Standing,
  settle,
  type Wish,
} from './change'
export { openDatabase, pendingMigrations, revertMigration, runMigrations } from './data-source'
export { newId } from './id'
export { type Line, openLine } from './line'
export { type PoolState, poolState } from './pool'
export { type Database, type Queries, statement } from './statement'
export type { AuditRow, OwedRow, Traces } from './traces'
