/** The database: connection, named statements, and the one way to change state. */
export {
  AlreadyDone,
  type AuditRow,
  defineChange,
  type Effects,
  type OwedRow,
  orEarlier,
  Stale,
  type Standing,
  settle,
  type Wish,
} from './change'
export { openDatabase, pendingMigrations, revertMigration, runMigrations } from './data-source'
export { newId } from './id'
export { type Database, statement } from './statement'
