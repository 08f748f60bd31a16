import { type Database, statement } from '../../db'
import type { Locator } from '../reading'
import { questionWords } from './question-words'
import { TEXT_MATCH } from './text-match'
import { VECTOR_MATCH } from './vectors'

export interface Question {
  chatbotId: string
  /** As asked; 3,000 characters of it are read. */
  question: string
  /** Who asks; null where others see the answer: then only what everybody may read (B14). */
  personId: string | null
  limit: number
  /** The question's vector, where passages have some of the same model. */
  embedding?: { model: string; vector: readonly number[] }
  /** Take words that are nowhere for the nearest ones that are; yes, if not said otherwise. */
  correct?: boolean
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

const SHOWN = `SELECT c.id AS "chunkId", c.document_id AS "documentId", r.name AS document, c.version_id AS "versionId", c.place, c.text, best.rank
FROM best JOIN chunk c USING (id) JOIN readable r USING (version_id) ORDER BY best.rank DESC, c.id`

const searchWords = statement<Found>(
  'knowledge.searchWords',
  `WITH ${TEXT_MATCH}, best AS (
  SELECT id, score AS rank FROM matched ORDER BY score DESC, id LIMIT $5
) ${SHOWN}`,
)

/**
 * Scores of words and distances of vectors have no common measure, their places have: reciprocal rank fusion, with the
 * constant of its authors (Cormack, Clarke, Büttcher 2009).
 */
const searchBoth = statement<Found>(
  'knowledge.searchBoth',
  `WITH ${TEXT_MATCH}, ${VECTOR_MATCH}, worded AS (
  SELECT id, row_number() OVER (ORDER BY score DESC, id) AS place FROM matched ORDER BY score DESC, id LIMIT 100
), best AS (
  SELECT id, sum(1.0 / (60 + place))::double precision AS rank
  FROM (SELECT id, place FROM worded UNION ALL SELECT id, place FROM near) either
  GROUP BY id ORDER BY rank DESC, id LIMIT $5
) ${SHOWN}`,
)

/**
 * The passages that fit a question best, of those the asker may read; best first. Empty when nothing fits. It is one
 * statement with the access in it, so that what is not theirs cannot come out by way of the question.
 */
export async function searchKnowledge(
  db: Database,
  { chatbotId, question, personId, limit, embedding, correct = true }: Question,
): Promise<Found[]> {
  const words = questionWords(question).map((word, n) => ({ n, ...word }))
  const asked = [chatbotId, personId, JSON.stringify(words), correct, limit]
  if (embedding) return searchBoth(db, [...asked, JSON.stringify(embedding.vector), embedding.model])
  return words.length > 0 ? searchWords(db, asked) : []
}
