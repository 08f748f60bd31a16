import { type Database, statement } from '../../db'
import { configurationOf } from '../language'
import type { Chunk, Locator } from '../reading'
import { clean, fold } from './fold'

export interface ChunkBatch {
  versionId: string
  /** ISO 639-1 code as `detectLanguage` gives it; the same for every batch of a version. */
  language: string | null
  /** The document's name: questions may name it. */
  document: string
  /** As `chunkSections` makes them. */
  chunks: readonly Chunk[]
}

const insertChunks = statement<{ id: number }>(
  'knowledge.indexChunks',
  `WITH version AS (
  SELECT v.id, v.document_id, d.base_id FROM document_version v JOIN document d ON d.id = v.document_id
  WHERE v.id = $1 AND d.removed_at IS NULL AND v.status <> 'failed' FOR UPDATE OF v
), added AS (
  INSERT INTO chunk (base_id, document_id, version_id, position, place, text, words)
  SELECT version.base_id, version.document_id, version.id, part.position, part.place, part.text,
    setweight(to_tsvector($2::regconfig, part.context), 'A') || setweight(to_tsvector($2::regconfig, $5), 'B')
      || setweight(to_tsvector($2::regconfig, part.folded), 'D')
      || array_to_tsvector(ARRAY(SELECT lexeme FROM unnest(to_tsvector('simple', part.folded)) WHERE lexeme ~ '^[[:alpha:]]{6,32}$'))
  FROM version, jsonb_to_recordset($4::jsonb) AS part(position int, place jsonb, text text, context text, folded text)
  ON CONFLICT (version_id, position) DO NOTHING
  RETURNING id, base_id, words
), counted AS (
  INSERT INTO vocabulary AS known (base_id, word, chunks)
  SELECT base_id, lexeme, count(*) FROM added, unnest(words) GROUP BY 1, 2 ORDER BY 2
  ON CONFLICT (base_id, word) DO UPDATE SET chunks = known.chunks + excluded.chunks
), noted AS (
  UPDATE document_version SET chunks = chunks + (SELECT count(*) FROM added), configuration = $2, language = $3 WHERE id = $1
)
SELECT id FROM added`,
)

/**
 * Makes passages findable as soon as their version becomes the document's current one. May be repeated: what a killed
 * job has added before stays as it is. Nothing is added to a version that has failed, or to a removed document.
 * Resolves to the number of passages added.
 */
export async function indexChunks(
  db: Database,
  { versionId, language, document, chunks }: ChunkBatch,
): Promise<number> {
  const parts = chunks.map(({ position, place, text, context }) => ({
    position,
    place: cleanPlace(place),
    text: clean(text),
    context: fold(context),
    folded: fold(text),
  }))
  const added = await insertChunks(db, [
    versionId,
    configurationOf(language),
    language,
    JSON.stringify(parts),
    // "travel-policy_2024.pdf" would be one word.
    fold(document).replace(/[^\p{L}\p{N}]+/gu, ' '),
  ])
  return added.length
}

function cleanPlace(place: Locator): Locator {
  return Object.fromEntries(
    Object.entries(place).map(([key, value]) => [key, typeof value === 'string' ? clean(value) : value]),
  )
}
