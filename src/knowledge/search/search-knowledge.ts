import { type Database, statement } from '../../db'
import type { Locator } from '../reading'
import { questionWords } from './question-words'
import { TEXT_MATCH } from './text-match'

export interface Question {
  chatbotId: string
  /** As asked; 3,000 characters of it are read. */
  question: string
  /** Who asks; null where others see the answer: then only what everybody may read (B14). */
  personId: string | null
  limit: number
}

/** A passage that was found. */
export interface Found {
  chunkId: number
  documentId: string
  document: string
  versionId: string
  place: Locator
  text: string
  /** The higher the better; comparable within one search only. */
  rank: number
}

const searchText = statement<Found>(
  'knowledge.search',
  `WITH ${TEXT_MATCH}
SELECT c.id AS "chunkId", c.document_id AS "documentId", r.name AS document, c.version_id AS "versionId", c.place, c.text, best.score AS rank
FROM (SELECT id, score FROM matched ORDER BY score DESC, id LIMIT $5) best
JOIN chunk c USING (id) JOIN readable r USING (version_id) ORDER BY best.score DESC, c.id`,
)

/** The passages that fit a question best, of those the asker may read; best first. Empty when no word is found. */
export async function searchKnowledge(
  db: Database,
  { chatbotId, question, personId, limit }: Question,
): Promise<Found[]> {
  const words = questionWords(question)
  if (words.length === 0) return []
  return searchText(db, [
    chatbotId,
    personId,
    JSON.stringify(words.map((word, n) => ({ n, ...word }))),
    true,
    limit,
  ])
}
