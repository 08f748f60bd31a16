import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { defineChange, settle } from '../db'
import type { Base } from './base'
import { AS_DECIDED, asDecided } from './changing'
import { effectsOf } from './effects'
import type { AskingOptions } from './options'
import { findDocument, uploadsOf } from './repository'
import { unlessMay } from './rules'
import { BEGUN_WITHIN_MS } from './upload'

/** Not before every passage of the earlier try is gone, for the new ones have the same places. */
const beginAgain = defineChange(
  'document.again',
  `changed AS (
  UPDATE document_version v SET status = 'waiting', progress = 0, problem = NULL, finished_at = NULL FROM document d, knowledge_base b
  WHERE v.id = $4 AND v.status = 'failed' AND v.chunks = 0 AND d.id = v.document_id AND d.removed_at IS NULL
    AND d.base_id = b.id AND ${AS_DECIDED} RETURNING v.id
), files AS (
  UPDATE document_file SET due_at = $5, claimed_by = NULL, attempts = 0 WHERE version_id IN (SELECT id FROM changed)
)`,
)

export interface ReadAgain {
  versionId: string
  name: string
  base: Base
}

/** Reads a file anew that could not be read; for who may upload. */
export async function tryAgain(
  { db, askReading }: AskingOptions,
  context: Context,
  id: string,
): Promise<ReadAgain | Refusal> {
  const done = await settle(db, context, async (context): Promise<ReadAgain | Refusal> => {
    const found = await findDocument(db, context, id)
    if (!found) return refuse({ code: 'notFound', what: 'document' })
    const { document, reached } = found
    const denied = unlessMay(reached, 'upload')
    if (denied) return denied
    const { latest, name } = document
    const outcome = { versionId: latest.id, name, base: reached.base }
    if (latest.status !== 'failed') return outcome
    if (latest.chunks > 0) return refuse({ code: 'documentBusy', name })
    const redraw = (await uploadsOf(db, [id])).map((upload) => upload.id)
    await beginAgain(
      db,
      [...asDecided(reached), latest.id, isoTime(context.at + BEGUN_WITHIN_MS)],
      context,
      effectsOf(context, reached, { action: 'document.readAgain', documents: [document], redraw }, outcome),
    )
    return outcome
  })
  if (!isRefusal(done)) await askReading([done.versionId])
  return done
}
