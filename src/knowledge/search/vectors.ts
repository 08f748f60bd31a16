import type { Embedder } from '../../chat'
import { type Database, statement } from '../../db'

/** So many of the nearest passages are ranked beside those with the words. */
const NEAREST = 100

/**
 * Makes room for vectors where PostgreSQL has pgvector; needs the rights of the tables' owner, as migrations have them.
 * Resolves to false where pgvector is missing: then questions are answered by their words alone. Vectors of any length
 * and of several models fit in, since they are compared one by one within one chatbot, without an index: what the
 * person may not read takes no part, so that it cannot crowd out what they may.
 */
export async function ensureVectors(db: Database): Promise<boolean> {
  const [extension] = await db.query(`SELECT 1 FROM pg_available_extensions WHERE name = 'vector'`)
  if (!extension) return false
  await db.query('CREATE EXTENSION IF NOT EXISTS vector')
  await db.query(`CREATE TABLE IF NOT EXISTS chunk_vector (
  chunk_id bigint NOT NULL REFERENCES chunk ON DELETE CASCADE,
  model text NOT NULL,
  embedding vector NOT NULL,
  PRIMARY KEY (chunk_id, model)
)`)
  return true
}

/** Whether questions may be compared by vectors. */
export async function hasVectors(db: Database): Promise<boolean> {
  const [found] = await db.query(`SELECT to_regclass('chunk_vector') IS NOT NULL AS found`)
  return found.found
}

const withoutVector = statement<{ id: number; text: string }>(
  'knowledge.withoutVector',
  `SELECT c.id, concat_ws(E'\\n', c.place ->> 'heading', c.text) AS text FROM chunk c
WHERE c.version_id = $1 AND NOT EXISTS (SELECT 1 FROM chunk_vector v WHERE v.chunk_id = c.id AND v.model = $2)
ORDER BY c.position LIMIT $3`,
)

const saveVectors = statement(
  'knowledge.saveVectors',
  `INSERT INTO chunk_vector (chunk_id, model, embedding)
SELECT c.id, $1, made.embedding::vector FROM unnest($2::bigint[], $3::text[]) AS made(id, embedding) JOIN chunk c USING (id)
ON CONFLICT (chunk_id, model) DO NOTHING`,
)

/**
 * Gives passages of a version that have none their vector, `batch` at most; resolves to how many: call again until it
 * is 0. May be repeated, and continued by another process. @throws ModelFailure
 */
export async function embedChunks(
  db: Database,
  embedder: Embedder,
  { versionId, batch = 64, signal }: { versionId: string; batch?: number; signal?: AbortSignal },
): Promise<number> {
  const missing = await withoutVector(db, [versionId, embedder.name, batch])
  if (missing.length === 0) return 0
  const vectors = await embedder.embed(
    missing.map(({ text }) => text),
    signal,
  )
  await saveVectors(db, [
    embedder.name,
    missing.map(({ id }) => id),
    vectors.map((vector) => JSON.stringify(vector)),
  ])
  return missing.length
}

/** CTE `near` (id, place): the passages nearest in meaning to $6, a vector of model $7, among what is `readable`. */
export const VECTOR_MATCH = `near AS MATERIALIZED (
  SELECT id, row_number() OVER (ORDER BY distance, id) AS place FROM (
    SELECT c.id, v.embedding <=> $6::vector AS distance
    FROM readable JOIN chunk c USING (version_id) JOIN chunk_vector v ON v.chunk_id = c.id AND v.model = $7
    ORDER BY distance, c.id LIMIT ${NEAREST}
  ) nearest
)`
