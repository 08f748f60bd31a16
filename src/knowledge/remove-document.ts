import { type Context, isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import type { Base } from './base'
import { AS_DECIDED, asDecided } from './changing'
import { effectsOf } from './effects'
import { documentToManage, uploadsOf } from './repository'

/** Nobody finds it from this moment on; passages and bytes are many, and go in batches. */
const endDocument = defineChange(
  'document.remove',
  `changed AS (
  UPDATE document d SET removed_at = $5 FROM knowledge_base b
  WHERE d.id = $4 AND d.base_id = b.id AND d.removed_at IS NULL AND ${AS_DECIDED} RETURNING d.id
), forgotten AS (
  DELETE FROM document_reader WHERE document_id IN (SELECT id FROM changed)
), stopped AS (
  UPDATE document_file SET due_at = NULL, claimed_by = NULL
  WHERE version_id IN (SELECT v.id FROM document_version v JOIN changed ON changed.id = v.document_id)
)`,
)

export interface DocumentRemoved {
  name: string
  base: Base
}

export function removeDocument(
  db: Database,
  context: Context,
  id: string,
): Promise<DocumentRemoved | Refusal> {
  return settle(db, context, async (context) => {
    const found = await documentToManage(db, context, id)
    if (isRefusal(found)) return found
    const { document, reached } = found
    const outcome: DocumentRemoved = { name: document.name, base: reached.base }
    const redraw = (await uploadsOf(db, [id])).map((upload) => upload.id)
    const deed = {
      action: 'document.removed',
      documents: [document],
      tidings: 'document.removed',
      redraw,
    } as const
    await endDocument(
      db,
      [...asDecided(reached), id, isoTime(context.at)],
      context,
      effectsOf(context, reached, deed, outcome),
    )
    return outcome
  })
}
