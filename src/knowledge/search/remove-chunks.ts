import { type Database, statement } from '../../db'

const removeBatch = statement<{ id: number }>(
  'knowledge.removeChunks',
  `WITH stale AS (
  SELECT v.id FROM document_version v JOIN document d ON d.id = v.document_id JOIN knowledge_base b ON b.id = d.base_id
  WHERE v.chunks > 0 AND (d.removed_at IS NOT NULL OR b.deleted_at IS NOT NULL OR v.number < d.current_version OR v.status = 'failed')
  LIMIT 10
), removed AS (
  DELETE FROM chunk WHERE id IN (
    SELECT id FROM chunk WHERE version_id IN (SELECT id FROM stale) ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
  ) RETURNING id, base_id, version_id, words
), gone AS (
  SELECT base_id, lexeme AS word, count(*) AS chunks FROM removed, unnest(words) GROUP BY 1, 2
), held AS MATERIALIZED (
  SELECT known.base_id, known.word, known.chunks - gone.chunks AS left_over
  FROM vocabulary known JOIN gone USING (base_id, word) ORDER BY known.base_id, known.word FOR UPDATE OF known
), forgotten AS (
  DELETE FROM vocabulary known USING held
  WHERE known.base_id = held.base_id AND known.word = held.word AND held.left_over <= 0
), counted AS (
  UPDATE vocabulary known SET chunks = held.left_over FROM held
  WHERE known.base_id = held.base_id AND known.word = held.word AND held.left_over > 0
), noted AS (
  UPDATE document_version v SET chunks = v.chunks - lost.count
  FROM (SELECT version_id, count(*) FROM removed GROUP BY 1) lost WHERE v.id = lost.version_id
)
SELECT id FROM removed`,
)

/**
 * Removes passages, and the words that only they had, of removed documents, deleted bases, failed versions and
 * versions that a newer one has replaced. Nobody finds them any more; this gives back their room.
 * Resolves to how many it removed, `batch` at most: call again until it is 0.
 */
export async function removeStaleChunks(db: Database, batch = 500): Promise<number> {
  return (await removeBatch(db, [batch])).length
}
