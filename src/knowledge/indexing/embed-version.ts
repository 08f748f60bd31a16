import { type Embedder, ModelFailure } from '../../chat'
import { type Database, statement } from '../../db'
import type { Sweep } from '../../sweeps'
import type { KnowledgeOptions } from '../options'
import { embedChunks, hasVectors } from '../search'

type Options = Pick<KnowledgeOptions, 'db' | 'embedder' | 'log'>

const noteEmbedded = statement(
  'indexing.embedded',
  'UPDATE document_file SET embedded_as = $2 WHERE version_id = $1',
)

/** What is searched and has no vectors of this model: it did not answer, or it is another one now. */
const withoutVectors = statement<{ id: string }>(
  'indexing.withoutVectors',
  `SELECT v.id FROM document d JOIN document_version v ON v.document_id = d.id AND v.number = d.current_version
JOIN document_file f ON f.version_id = v.id JOIN knowledge_base b ON b.id = d.base_id
WHERE d.removed_at IS NULL AND b.deleted_at IS NULL AND f.embedded_as IS DISTINCT FROM $1 ORDER BY v.id LIMIT 1`,
)

/** Gives all passages of a version their vectors, where there is a model for it. It can be searched without them, too. */
export async function embedVersion(
  { db, embedder, log }: Options,
  versionId: string,
  signal: AbortSignal,
): Promise<void> {
  if (!embedder || !(await hasVectors(db))) return
  try {
    while ((await embedSome(db, embedder, versionId, signal)) > 0) signal.throwIfAborted()
  } catch (err) {
    if (!(err instanceof ModelFailure)) throw err
    log.warn({ err, versionId }, 'A document was not embedded: until it is, its words are searched for')
  }
}

/** Resolves to how many got theirs; with 0 the version is done. */
async function embedSome(
  db: Database,
  embedder: Embedder,
  versionId: string,
  signal?: AbortSignal,
): Promise<number> {
  const count = await embedChunks(db, embedder, { versionId, ...(signal && { signal }) })
  if (count === 0) await noteEmbedded(db, [versionId, embedder.name])
  return count
}

/** Makes good what was not embedded in its time, a batch at a time. */
export const embeddingSweep = ({ db, embedder, log }: Options): Sweep => ({
  name: 'missing-vectors',
  everyMs: 60_000,
  async run() {
    if (!embedder || !(await hasVectors(db))) return 0
    const [missing] = await withoutVectors(db, [embedder.name])
    if (!missing) return 0
    try {
      await embedSome(db, embedder, missing.id)
      return 1
    } catch (err) {
      if (!(err instanceof ModelFailure)) throw err
      log.warn({ err }, 'The embedding model did not answer; it is asked again in a minute')
      return 0
    }
  },
})
