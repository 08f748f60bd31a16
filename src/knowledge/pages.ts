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
import { deniedChatbot, type ReachedChatbot } from '../chatbots'
import type { Database } from '../db'
import { UPLOAD_CARD } from './effects'
import { listCard } from './list-view'
import { findDocument, pageDocuments, type ReachedDocument, readUpload } from './repository'
import type { Uploaded } from './upload'
import { uploadCard } from './upload-view'

/** Documents of a chatbot as far as they are for the actor (F95). A page that is no longer there shows the first one. */
export async function listPage(
  db: Database,
  context: Context,
  reached: ReachedChatbot,
  page: number,
): Promise<Card | Refusal> {
  if (!reached.reach.knowledge) return deniedChatbot({ code: 'knowledgeExcluded' }, reached.chatbot)
  const found = await pageDocuments(db, context, reached, { limit: PAGE_SIZE, offset: page * PAGE_SIZE })
  if (found.documents.length === 0 && page > 0) return listPage(db, context, reached, 0)
  return listCard(reached, { ...found, page, platform: context.place.platform })
}

/** The card that shows how far an upload is; of what was not taken at all it is said where it was asked. */
export async function uploadedAnswer(
  db: Database,
  { uploadId, versionIds, chatbot, leftOut }: Uploaded,
): Promise<Answer> {
  const [upload] = versionIds.length > 0 ? await readUpload(db, [uploadId]) : []
  const { id: chatbotId, name, workspaceName: workspace } = chatbot
  if (!upload)
    return say(uploadCard({ id: uploadId, chatbotId, chatbot: name, workspace, versions: [], leftOut }))
  return say(uploadCard(upload), 'direct', { type: UPLOAD_CARD, id: uploadId, view: 'uploader' })
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
