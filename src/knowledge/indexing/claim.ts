import type { FileSource } from '../../chat'
import { type Clock, isoTime } from '../../clock'
import { type Database, newId, statement } from '../../db'
import type { VersionStatus } from '../document'
import { UPLOAD_CARD } from '../effects'

/** A version whose turn it is, held by one run until its lease is not renewed any more. */
export interface Claim {
  versionId: string
  documentId: string
  accountId: string
  baseId: string
  uploadId: string
  /** Of the file. */
  name: string
  source: FileSource
  /** Its bytes are in the file store, all of them. */
  stored: boolean
  plan: string
  uploadedBy: string
  /** Counts this one. */
  attempts: number
  /** Names the run. */
  claimedBy: string
}

export const LEASE_MS = 30_000

const UNFINISHED = `v.status IN ('waiting', 'reading', 'indexing')`
const THERE = 'd.removed_at IS NULL AND b.deleted_at IS NULL'

/** $1 version, $2 run, $3 now, $4 until when. */
const claim = statement<Claim>(
  'indexing.claim',
  `WITH claimed AS (
  UPDATE document_file f SET claimed_by = $2, due_at = $4, attempts = f.attempts + 1
  FROM document_version v JOIN document d ON d.id = v.document_id JOIN knowledge_base b ON b.id = d.base_id JOIN workspace w ON w.id = b.workspace_id
  WHERE f.version_id = $1 AND v.id = f.version_id AND ${UNFINISHED} AND ${THERE} AND (f.claimed_by IS NULL OR f.due_at <= $3)
  RETURNING v.id AS "versionId", d.id AS "documentId", d.account_id AS "accountId", d.base_id AS "baseId", f.upload_id AS "uploadId",
    f.name, v.source, f.kept AND v.sha256 IS NOT NULL AS stored, w.plan, v.uploaded_by AS "uploadedBy", f.attempts, f.claimed_by AS "claimedBy"
)
SELECT * FROM claimed`,
)

const renew = statement<{ ours: boolean }>(
  'indexing.renew',
  `WITH renewed AS (
  UPDATE document_file f SET due_at = $3 FROM document_version v JOIN document d ON d.id = v.document_id JOIN knowledge_base b ON b.id = d.base_id
  WHERE f.version_id = $1 AND f.claimed_by = $2 AND v.id = f.version_id AND ${THERE} RETURNING true AS ours
)
SELECT ours FROM renewed`,
)

/** $4: attempts that do not count. */
const release = statement(
  'indexing.release',
  `UPDATE document_file SET claimed_by = NULL, due_at = $3, attempts = attempts - $4 WHERE version_id = $1 AND claimed_by = $2`,
)

const note = statement<{ ours: boolean }>(
  'indexing.note',
  `WITH noted AS (
  UPDATE document_version v SET status = $3, progress = $4 FROM document_file f
  WHERE v.id = $1 AND f.version_id = v.id AND f.claimed_by = $2 RETURNING f.upload_id
), owing AS (
  INSERT INTO outbox (id, kind, account_id, name, subject_id, due_at, created_at)
  SELECT $5, 'refresh', $6, '${UPLOAD_CARD}', upload_id, $7, $7 FROM noted WHERE $8
)
SELECT true AS ours FROM noted`,
)

/** The run no longer holds the version: somebody else does, or it has been removed. */
export class ClaimLost extends Error {}

/** Null: it is finished, removed, or in other hands. */
export async function claimVersion(db: Database, clock: Clock, versionId: string): Promise<Claim | null> {
  const now = clock.now()
  const [claimed] = await claim(db, [versionId, newId(now), isoTime(now), isoTime(now + LEASE_MS)])
  return claimed ?? null
}

/** Whether it is still ours. */
export async function renewClaim(
  db: Database,
  clock: Clock,
  { versionId, claimedBy }: Claim,
): Promise<boolean> {
  return (await renew(db, [versionId, claimedBy, isoTime(clock.now() + LEASE_MS)])).length > 0
}

/** Lets somebody go on after `afterMs`. `counts`: whether this was an attempt in vain. */
export async function releaseClaim(
  db: Database,
  clock: Clock,
  { versionId, claimedBy }: Claim,
  { afterMs, counts }: { afterMs: number; counts: boolean },
): Promise<void> {
  await release(db, [versionId, claimedBy, isoTime(clock.now() + afterMs), counts ? 0 : 1])
}

/** @throws ClaimLost */
export async function noteProgress(
  db: Database,
  clock: Clock,
  { versionId, claimedBy, accountId }: Claim,
  { status, progress, show }: { status: VersionStatus; progress: number; show: boolean },
): Promise<void> {
  const now = clock.now()
  const noted = await note(db, [
    versionId,
    claimedBy,
    status,
    progress,
    newId(now),
    accountId,
    isoTime(now),
    show,
  ])
  if (noted.length === 0) throw new ClaimLost()
  if (show) db.wake?.()
}
