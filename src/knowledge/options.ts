import type { Plans } from '../billing'
import type { ContentReader, Embedder, FileStore, Log, Platform } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import type { Enqueue } from '../feature'

export interface KnowledgeOptions {
  db: Database
  contents: (platform: Platform) => ContentReader | undefined
  files: FileStore
  plans: Plans
  /** Null: documents are found by their words alone. */
  embedder: Embedder | null
  enqueue: Enqueue
  /** Arguments of Node for the threads that read documents. */
  readerArguments?: readonly string[]
  clock: Clock
  log: Log
}

/** What the parts that answer people stand on: they ask for reading, and do none. */
export interface AskingOptions {
  db: Database
  plans: Plans
  /** Has these versions read by a worker, soon. Never rejects: a sweep finds what could not be asked for. */
  askReading(versionIds: readonly string[]): Promise<void>
}
