import { type Clock, isoTime } from '../../clock'
import { AlreadyDone, type Database, defineChange, type Effects, type OwedRow, Stale } from '../../db'
import type { Problem } from '../document'
import { redrawUpload } from '../effects'
import { type Claim, ClaimLost } from './claim'

const OURS = `v.id = $1 AND f.version_id = v.id AND f.claimed_by = $2 AND v.status IN ('waiting', 'reading', 'indexing')`
const FREED = `freed AS (
  UPDATE document_file SET claimed_by = NULL, due_at = NULL WHERE version_id IN (SELECT id FROM changed)
)`

/**
 * From here on questions search it, unless a newer one has been faster; it also gives the document its name, where no
 * other document has it.
 */
const publish = defineChange(
  'document.ready',
  `changed AS (
  UPDATE document_version v SET status = 'ready', progress = 100, finished_at = $4 FROM document_file f
  WHERE ${OURS} RETURNING v.id, v.document_id, v.number, f.name
), ${FREED}, published AS (
  UPDATE document d SET current_version = changed.number, media_type = $3, name = CASE WHEN EXISTS (
      SELECT 1 FROM document other WHERE other.base_id = d.base_id AND other.id <> d.id AND other.removed_at IS NULL
        AND lower(other.name) = lower(changed.name)
    ) THEN d.name ELSE changed.name END
  FROM changed WHERE d.id = changed.document_id AND d.removed_at IS NULL AND (d.current_version IS NULL OR d.current_version < changed.number)
)`,
)

const endInVain = defineChange(
  'document.failed',
  `changed AS (
  UPDATE document_version v SET status = 'failed', problem = $3::jsonb, finished_at = $4 FROM document_file f WHERE ${OURS} RETURNING v.id
), ${FREED}`,
)

/** @throws ClaimLost */
export async function publishVersion(
  db: Database,
  clock: Clock,
  claim: Claim,
  mediaType: string,
): Promise<void> {
  const at = clock.now()
  await unlessLost(
    publish(
      db,
      [claim.versionId, claim.claimedBy, mediaType, isoTime(at)],
      wishOf(claim, at),
      effects(claim, []),
    ),
  )
}

/** Whoever uploaded it is told. @throws ClaimLost */
export async function failVersion(db: Database, clock: Clock, claim: Claim, problem: Problem): Promise<void> {
  const at = clock.now()
  const { accountId, uploadedBy, versionId } = claim
  const notice: OwedRow = {
    kind: 'notice',
    accountId,
    personId: uploadedBy,
    name: 'document.failed',
    subjectId: versionId,
  }
  await unlessLost(
    endInVain(
      db,
      [versionId, claim.claimedBy, JSON.stringify(problem), isoTime(at)],
      wishOf(claim, at),
      effects(claim, [notice]),
    ),
  )
}

/** A run ends once. */
const wishOf = ({ claimedBy }: Claim, at: number) => ({ key: `indexing:${claimedBy}`, at })

const effects = ({ accountId, uploadId }: Claim, owed: readonly OwedRow[]): Effects => ({
  reliesOn: [],
  audit: [],
  owed: [redrawUpload(accountId, uploadId), ...owed],
  outcome: null,
})

async function unlessLost(change: Promise<void>): Promise<void> {
  try {
    await change
  } catch (error) {
    if (error instanceof Stale) throw new ClaimLost()
    if (!(error instanceof AlreadyDone)) throw error
  }
}
