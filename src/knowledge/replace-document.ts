import { planOf } from '../billing'
import { type Context, type GivenFile, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { defineChange, newId, settle } from '../db'
import { AS_DECIDED, asDecided } from './changing'
import { documentName, type Way } from './document'
import { effectsOf } from './effects'
import type { AskingOptions } from './options'
import { documentToReplace, readShelf } from './repository'
import { vetFile } from './rules'
import { BEGUN_WITHIN_MS, type Uploaded } from './upload'

const addVersion = defineChange(
  'document.replace',
  `changed AS (
  UPDATE document d SET version = d.version + 1 FROM knowledge_base b
  WHERE d.id = $4 AND d.base_id = b.id AND d.version = $5 AND d.removed_at IS NULL AND ${AS_DECIDED} RETURNING d.id, d.account_id, d.base_id
), uploaded AS (
  INSERT INTO upload (id, account_id, base_id) SELECT $6, account_id, base_id FROM changed
), versions AS (
  INSERT INTO document_version (id, document_id, number, size_bytes, source, uploaded_by, uploaded_at)
  SELECT $7, id, (SELECT max(number) + 1 FROM document_version WHERE document_id = $4), $8, $9::jsonb, $10, $11 FROM changed
), files AS (
  INSERT INTO document_file (version_id, upload_id, name, due_at) SELECT $7, $6, $12, $13 FROM changed
)`,
)

/**
 * Another file takes the place of a document as soon as it has been read; until then the old one is searched.
 * `seen`: the version that the form showed; undefined where nothing was shown that could have changed.
 */
export async function replaceDocument(
  options: AskingOptions,
  context: Context,
  asked: { id: string; seen?: number; file: GivenFile | undefined; way: Way },
): Promise<Uploaded | Refusal> {
  const { db, askReading } = options
  const done = await settle(db, context, (context) => attempt(options, context, asked))
  if (!isRefusal(done)) await askReading(done.versionIds)
  return done
}

async function attempt(
  { db, plans }: AskingOptions,
  context: Context,
  { id, seen, file, way }: { id: string; seen?: number; file: GivenFile | undefined; way: Way },
): Promise<Uploaded | Refusal> {
  const found = await documentToReplace(db, context, id)
  if (isRefusal(found)) return found
  const { document, reached } = found
  const { base } = reached
  if (seen !== undefined && document.version !== seen) return refuse({ code: 'changedMeanwhile' }, 'files')
  if (!file) return refuse({ code: 'optionMissing', option: 'File' }, 'files')
  const [shelf] = await readShelf(db, [base.id, []])
  if (!shelf) return refuse({ code: 'notFound', what: 'chatbotOrBase' })
  const type = vetFile(file, { plan: planOf(plans, shelf.plan), way })
  if (isRefusal(type)) return type
  const [uploadId, versionId] = [newId(context.at), newId(context.at)]
  const outcome: Uploaded = {
    uploadId,
    versionIds: [versionId],
    base,
    names: [document.name],
    leftOut: [],
  }
  await addVersion(
    db,
    [
      ...asDecided(reached),
      ...[id, document.version, uploadId, versionId, file.sizeBytes, JSON.stringify(file.source)],
      ...[context.actor.personId, isoTime(context.at), documentName(file.name)],
      isoTime(context.at + BEGUN_WITHIN_MS),
    ],
    context,
    effectsOf(
      context,
      reached,
      { action: 'document.replaced', documents: [document], tidings: 'document.replaced' },
      outcome,
    ),
  )
  return outcome
}
