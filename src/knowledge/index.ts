import type { ContentReader, Embedder, FileStore, Log, Platform } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import type { Enqueue, FeatureParts } from '../feature'

export interface KnowledgeOptions {
  db: Database
  contents: (platform: Platform) => ContentReader | undefined
  files: FileStore
  /** Null: documents are found by their words alone. */
  embedder: Embedder | null
  enqueue: Enqueue
  /** Arguments of Node for the threads that read documents. */
  readerArguments?: readonly string[]
  clock: Clock
  log: Log
}

export function knowledge(_options: KnowledgeOptions): FeatureParts {
  return {}
}

export { mayReadDocument } from './may-read'
export { placeInWords } from './place-in-words'
export type { Locator } from './reading'
export { type Found, searchKnowledge } from './search'
