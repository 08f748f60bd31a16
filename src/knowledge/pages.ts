import {
  type Answer,
  type Card,
  type Context,
  type GivenFile,
  isRefusal,
  PAGE_SIZE,
  type Refusal,
  refuse,
  say,
} from '../chat'
import type { Database } from '../db'
import type { ReachedBase } from './base'
import { UPLOAD_CARD } from './effects'
import { findBase } from './find-base'
import { listCard } from './list-view'
import { findDocument, pageDocuments, type ReachedDocument, readUpload } from './repository'
import { unlessMay } from './rules'
import type { Uploaded } from './upload'
import { uploadCard } from './upload-view'

/** Documents of a base as far as they are for the actor (F95). A page that is no longer there shows the first one. */
export async function listPage(
  db: Database,
  context: Context,
  reached: ReachedBase,
  page: number,
): Promise<Card | Refusal> {
  const denied = unlessMay(reached, 'seeDocuments')
  if (denied) return denied
  const found = await pageDocuments(db, context, reached, { limit: PAGE_SIZE, offset: page * PAGE_SIZE })
  if (found.documents.length === 0 && page > 0) return listPage(db, context, reached, 0)
  return listCard(reached, { ...found, page, platform: context.place.platform })
}

/** The card that shows how far an upload is; of what was not taken at all it is said where it was asked. */
export async function uploadedAnswer(
  db: Database,
  { uploadId, versionIds, base, leftOut }: Uploaded,
): Promise<Answer> {
  const [upload] = versionIds.length > 0 ? await readUpload(db, [uploadId]) : []
  if (!upload) return say(uploadCard({ id: uploadId, base, versions: [], leftOut }))
  return say(uploadCard(upload), 'direct', { type: UPLOAD_CARD, id: uploadId, view: 'uploader' })
}

/** First step of a button of a base's documents: the actor must reach it (R21). */
export const onBase =
  (
    db: Database,
    go: (context: Context, reached: ReachedBase, ids: readonly string[]) => Promise<Answer | Refusal>,
  ) =>
  async (context: Context, [id = '', ...rest]: readonly string[]): Promise<Answer | Refusal> => {
    const reached = await findBase(db, context.actor, id)
    return reached ? go(context, reached, rest) : refuse({ code: 'notFound', what: 'chatbotOrBase' })
  }

/** First step of a button of a document: the actor must see it (R4, R21). */
export const onDocument =
  (db: Database, go: (context: Context, found: ReachedDocument) => Promise<Answer | Refusal>) =>
  async (context: Context, [id = '']: readonly string[]): Promise<Answer | Refusal> => {
    const found = await findDocument(db, context, id)
    return found ? go(context, found) : refuse({ code: 'notFound', what: 'document' })
  }

/** The files that an option or a field names, of those that came along. */
export function namedFiles(
  { files }: Context,
  ids: string | readonly string[] | undefined,
): readonly GivenFile[] {
  const named = typeof ids === 'string' ? [ids] : (ids ?? [])
  return files.filter(({ id }) => named.includes(id))
}

/** A refusal at the field that this form has for files. */
export const atField = <T>(result: T | Refusal, field: string): T | Refusal =>
  isRefusal(result) && result.field === 'files' ? { ...result, field } : result
