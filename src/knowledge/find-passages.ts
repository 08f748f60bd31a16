import type { Embedder, Log } from '../chat'
import type { Database } from '../db'
import { type Found, hasVectors, type Question, searchKnowledge } from './search'

interface FindOptions {
  db: Database
  /** Null: passages are found by their words alone. */
  embedder: Embedder | null
  log: Log
}

export type FindPassages = (question: Omit<Question, 'embedding'>) => Promise<Found[]>

/**
 * Finds passages by words, and by meaning too where there are vectors. When the embedding model does not answer, words
 * have to do.
 */
export function createFindPassages({ db, embedder, log }: FindOptions): FindPassages {
  let vectors: Promise<boolean> | undefined
  return async (question) => {
    vectors ??= embedder ? hasVectors(db) : Promise.resolve(false)
    if (!embedder || !(await vectors)) return searchKnowledge(db, question)
    const vector = await embedder.embed([question.question]).then(
      ([only]) => only,
      (err: unknown) =>
        void log.warn({ err }, 'a question was not embedded: only its words are searched for'),
    )
    if (!vector) return searchKnowledge(db, question)
    return searchKnowledge(db, { ...question, embedding: { model: embedder.name, vector } })
  }
}
