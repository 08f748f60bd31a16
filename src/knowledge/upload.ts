import { type Context, type GivenFile, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { defineChange, newId, orEarlier, settle } from '../db'
import type { Base, ReachedBase } from './base'
import { AS_DECIDED, asDecided, standingOf } from './changing'
import { type LeftOut, MOST_FILES, type Way } from './document'
import { effectsOf } from './effects'
import { findBase } from './find-base'
import type { AskingOptions } from './options'
import { unlessMay, uploadsBy } from './rules'
import { sortFiles } from './sort-files'

/**
 * A member needs the team's setting to be on at this very moment (F35): $4 is that team. Two uploads at once do not pass
 * the number of documents together: $11 is how many uploads there were when they were counted (F113).
 */
const insertDocuments = defineChange(
  'document.upload',
  `allowed AS (
  UPDATE knowledge_base b SET uploads = b.uploads + 1 WHERE ${AS_DECIDED} AND b.uploads = $11
    AND ($4::text IS NULL OR EXISTS (SELECT 1 FROM team t WHERE t.id = $4 AND t.deleted_at IS NULL AND t.member_document_uploads))
  RETURNING b.id, b.account_id
), given AS (
  SELECT * FROM jsonb_to_recordset($5::jsonb) AS file("documentId" text, "versionId" text, name text, "mediaType" text, "sizeBytes" bigint, source jsonb)
), changed AS (
  INSERT INTO document (id, account_id, base_id, name, media_type, created_by, created_at)
  SELECT given."documentId", allowed.account_id, allowed.id, given.name, given."mediaType", $8, $9 FROM allowed, given RETURNING id
), uploaded AS (
  INSERT INTO upload (id, account_id, base_id, left_out) SELECT $6, account_id, id, $7::jsonb FROM allowed
), versions AS (
  INSERT INTO document_version (id, document_id, number, size_bytes, source, uploaded_by, uploaded_at)
  SELECT "versionId", "documentId", 1, "sizeBytes", source, $8, $9 FROM allowed, given
), files AS (
  INSERT INTO document_file (version_id, upload_id, name, due_at) SELECT "versionId", $6, name, $10 FROM allowed, given
)`,
)

/** Until then the job that was asked for has begun, or is asked for again. */
export const BEGUN_WITHIN_MS = 30_000

export interface Uploaded {
  uploadId: string
  versionIds: readonly string[]
  base: Base
  names: readonly string[]
  leftOut: readonly LeftOut[]
}

/**
 * Adds files to the documents of a base and has them read. What is wrong with one of several files keeps only that one
 * out; nothing of them is fetched here.
 */
export async function uploadDocuments(
  options: AskingOptions,
  context: Context,
  baseId: string,
  files: readonly GivenFile[],
  way: Way,
): Promise<Uploaded | Refusal> {
  const { db, askReading } = options
  const done = await settle(db, context, async (context) => {
    const reached = await findBase(db, context.actor, baseId)
    if (!reached) return refuse({ code: 'notFound', what: 'chatbotOrBase' })
    const denied = unlessMay(reached, 'upload')
    return denied ?? attempt(options, context, reached, files, way)
  })
  if (!isRefusal(done)) await askReading(done.versionIds)
  return done
}

async function attempt(
  { db, plans }: AskingOptions,
  context: Context,
  reached: ReachedBase,
  files: readonly GivenFile[],
  way: Way,
): Promise<Uploaded | Refusal> {
  const { personId } = context.actor
  if (files.length === 0) return refuse({ code: 'optionMissing', option: 'File' }, 'files')
  if (files.length > MOST_FILES)
    return refuse({ code: 'tooMany', what: 'files', count: files.length, limit: MOST_FILES }, 'files')
  const sorted = await sortFiles({ db, plans }, context, reached, files, way)
  if (isRefusal(sorted)) return sorted
  const { taken, leftOut, uploads } = sorted
  const outcome: Uploaded = {
    uploadId: newId(context.at),
    versionIds: taken.map(({ versionId }) => versionId),
    base: reached.base,
    names: taken.map(({ name }) => name),
    leftOut,
  }
  if (taken.length === 0) return orEarlier(db, context, outcome)
  const by = uploadsBy(reached)
  const effects = effectsOf(
    context,
    reached,
    {
      action: 'document.uploaded',
      documents: taken.map(({ documentId, name }) => ({ id: documentId, name })),
      tidings: 'document.uploaded',
    },
    outcome,
    by ? [by] : standingOf(reached),
  )
  await insertDocuments(
    db,
    [
      ...asDecided(reached),
      by?.role === 'member' ? by.teamId : null,
      JSON.stringify(taken),
      outcome.uploadId,
      JSON.stringify(leftOut),
      personId,
      isoTime(context.at),
      isoTime(context.at + BEGUN_WITHIN_MS),
      uploads,
    ],
    context,
    effects,
  )
  return outcome
}
