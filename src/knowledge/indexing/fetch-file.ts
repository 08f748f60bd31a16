import { createHash } from 'node:crypto'
import { type Plans, planOf } from '../../billing'
import { FileUnavailable } from '../../chat'
import { type Database, statement } from '../../db'
import type { KnowledgeOptions } from '../options'
import { typeByName } from '../reading'
import { sizeLimit } from '../rules'
import { type Claim, ClaimLost } from './claim'

const begin = statement<{ id: string }>(
  'indexing.keep',
  `WITH begun AS (UPDATE document_file SET kept = true WHERE version_id = $1 AND claimed_by = $2 RETURNING version_id AS id)
SELECT id FROM begun`,
)

/** Same as what is searched, unless something else is on its way to take its place first. */
const complete = statement<{ unchanged: boolean }>(
  'indexing.kept',
  `WITH stored AS (
  UPDATE document_version v SET sha256 = $3, size_bytes = $4 FROM document_file f
  WHERE v.id = $1 AND f.version_id = v.id AND f.claimed_by = $2 RETURNING v.document_id, v.number
)
SELECT EXISTS (
  SELECT 1 FROM document d JOIN document_version now ON now.document_id = d.id AND now.number = d.current_version
  WHERE d.id = stored.document_id AND now.sha256 = $3 AND now.number < stored.number
) AND NOT EXISTS (
  SELECT 1 FROM document_version other WHERE other.document_id = stored.document_id AND other.number < stored.number
    AND other.status IN ('waiting', 'reading', 'indexing')
) AS unchanged FROM stored`,
)

/**
 * Brings the bytes from the platform into the file store as they come, under the version's id.
 * Resolves to whether they are those of the version that is searched.
 * @throws FileUnavailable, TryLater, ClaimLost
 */
export async function fetchFile(
  { db, contents, files, plans }: Pick<KnowledgeOptions, 'db' | 'contents' | 'files' | 'plans'>,
  claim: Claim,
  signal: AbortSignal,
): Promise<'unchanged' | 'new'> {
  const { versionId, claimedBy, source } = claim
  const reader = contents(source.platform)
  if (!reader) throw new FileUnavailable('disconnected')
  if ((await begin(db, [versionId, claimedBy])).length === 0) throw new ClaimLost()
  const hash = createHash('sha256')
  let sizeBytes = 0
  async function* passing(bytes: AsyncIterable<Uint8Array>) {
    for await (const piece of bytes) {
      signal.throwIfAborted()
      hash.update(piece)
      sizeBytes += piece.length
      yield piece
    }
  }
  await files.write(versionId, passing(reader.file(source, mostBytes(plans, claim))))
  return note(db, claim, hash.digest(), sizeBytes)
}

async function note(db: Database, { versionId, claimedBy }: Claim, sha256: Buffer, sizeBytes: number) {
  const [stored] = await complete(db, [versionId, claimedBy, sha256, sizeBytes])
  if (!stored) throw new ClaimLost()
  return stored.unchanged ? 'unchanged' : 'new'
}

/** What was decided on the size that the platform had told holds for the bytes themselves. */
const mostBytes = (plans: Plans, { plan, name, source }: Claim) =>
  sizeLimit(planOf(plans, plan), typeByName(name) ?? 'txt', source.platform, 'message').limitBytes
