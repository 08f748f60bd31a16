import type { Clock } from '../clock'
import { isoTime, MINUTE_MS } from '../clock'
import { type Database, statement } from '../db'
import type { Sweep } from '../sweeps'
import { forgetHanded } from './hand-over'
import { embeddingSweep } from './indexing/embed-version'
import type { AskingOptions, KnowledgeOptions } from './options'
import { removeStaleChunks } from './search'

/** $1 now, $2 when they are due again. Who has died holds nothing; what is removed or finished is due no more. */
const takeDue = statement<{ id: string; alive: boolean }>(
  'document.due',
  `WITH due AS (
  SELECT f.version_id, d.removed_at IS NULL AND b.deleted_at IS NULL AND v.status IN ('waiting', 'reading', 'indexing') AS alive
  FROM document_file f JOIN document_version v ON v.id = f.version_id JOIN document d ON d.id = v.document_id JOIN knowledge_base b ON b.id = d.base_id
  WHERE f.due_at <= $1 ORDER BY f.due_at LIMIT 100 FOR UPDATE OF f SKIP LOCKED
), moved AS (
  UPDATE document_file f SET due_at = CASE WHEN due.alive THEN $2::timestamptz END, claimed_by = NULL FROM due
  WHERE f.version_id = due.version_id
)
SELECT version_id AS id, alive FROM due`,
)

/** $1: removed before. A run that still wrote bytes has noticed by then that nobody wants them. */
const unwanted = statement<{ id: string }>(
  'document.unwanted',
  `SELECT f.version_id AS id FROM document_file f JOIN document_version v ON v.id = f.version_id
JOIN document d ON d.id = v.document_id JOIN knowledge_base b ON b.id = d.base_id
WHERE f.kept AND (d.removed_at < $1 OR b.deleted_at < $1
  OR f.due_at IS NULL AND (v.number < d.current_version OR v.status = 'failed' AND v.finished_at < $2))
ORDER BY f.version_id LIMIT 20`,
)

const noteGone = statement(
  'document.bytesGone',
  'UPDATE document_file SET kept = false WHERE version_id = $1',
)

/** What is left of removed documents when their passages and bytes are gone. */
const forgetRemoved = statement<{ id: string }>(
  'document.forget',
  `WITH gone AS (
  SELECT d.id FROM document d JOIN knowledge_base b ON b.id = d.base_id
  WHERE (d.removed_at < $1 OR b.deleted_at < $1) AND NOT EXISTS (
    SELECT 1 FROM document_version v LEFT JOIN document_file f ON f.version_id = v.id
    WHERE v.document_id = d.id AND (v.chunks > 0 OR f.kept)
  ) AND NOT EXISTS (SELECT 1 FROM chunk WHERE document_id = d.id) LIMIT 100 FOR UPDATE OF d SKIP LOCKED
), versions AS (
  SELECT id FROM document_version WHERE document_id IN (SELECT id FROM gone)
), files AS (
  DELETE FROM document_file WHERE version_id IN (SELECT id FROM versions) RETURNING upload_id
), uploads AS (
  DELETE FROM upload WHERE id IN (SELECT upload_id FROM files)
    AND NOT EXISTS (SELECT 1 FROM document_file f WHERE f.upload_id = upload.id AND f.version_id NOT IN (SELECT id FROM versions))
), readers AS (
  DELETE FROM document_reader WHERE document_id IN (SELECT id FROM gone)
), removed AS (
  DELETE FROM document_version WHERE id IN (SELECT id FROM versions)
), ended AS (
  DELETE FROM document WHERE id IN (SELECT id FROM gone)
)
SELECT id FROM gone`,
)

const GRACE_MS = MINUTE_MS
/** So long a file that could not be read waits to be tried again without being fetched again. */
const KEEP_FAILED_MS = 24 * 60 * MINUTE_MS

type Options = KnowledgeOptions & AskingOptions

/** Goes on with what was broken off, and takes away what nobody finds any more. */
export function knowledgeSweeps(options: Options): readonly Sweep[] {
  const { db, files, clock, askReading } = options
  return [
    {
      name: 'documents-due',
      everyMs: 5_000,
      async run() {
        const now = clock.now()
        const due = await takeDue(db, [isoTime(now), isoTime(now + MINUTE_MS)])
        await askReading(due.filter(({ alive }) => alive).map(({ id }) => id))
        return due.length
      },
    },
    { name: 'stale-passages', everyMs: 15_000, run: () => removeStaleChunks(db) },
    { name: 'unwanted-files', everyMs: MINUTE_MS, run: () => removeFiles(db, files, clock) },
    {
      name: 'removed-documents',
      everyMs: 5 * MINUTE_MS,
      run: async () => (await forgetRemoved(db, [isoTime(clock.now() - GRACE_MS)])).length,
    },
    embeddingSweep(options),
    { name: 'handed-over', everyMs: 60 * MINUTE_MS, run: () => forgetHanded(db, clock.now()) },
  ]
}

/** Bytes first: what is noted as gone is looked for by nobody. */
async function removeFiles(db: Database, files: KnowledgeOptions['files'], clock: Clock): Promise<number> {
  const now = clock.now()
  const found = await unwanted(db, [isoTime(now - GRACE_MS), isoTime(now - KEEP_FAILED_MS)])
  for (const { id } of found) {
    await files.remove(id)
    await noteGone(db, [id])
  }
  return found.length
}
