import { type Context, type Refusal, refuse } from '../chat'
import { type Database, statement } from '../db'
import { countsIn } from '../people'
import type { Base, ReachedBase } from './base'
import type { Document, DocumentVersion, LeftOut } from './document'
import { findBase } from './find-base'
import type { TeamName } from './readers'
import { seesAll, unlessMay } from './rules'
import { MAY_READ, proofOf } from './search'

/** Of document `d`, version `v` and its file `f`. */
export const VERSION = `json_build_object('id', v.id, 'documentId', v.document_id, 'number', v.number, 'fileName', coalesce(f.name, d.name),
  'sizeBytes', v.size_bytes, 'status', v.status, 'progress', v.progress, 'chunks', v.chunks, 'problem', v.problem, 'uploadedById', v.uploaded_by,
  'uploadedBy', u.name, 'uploadedAt', (extract(epoch FROM v.uploaded_at) * 1000)::bigint)`

const READERS = `(
  SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'value', r.value, 'name', t.name) ORDER BY r.kind, r.value), '[]')
  FROM document_reader r LEFT JOIN team t ON r.kind = 'team' AND t.id = r.value WHERE r.document_id = d.id
)`

const DOCUMENT = `d.id, d.account_id AS "accountId", d.base_id AS "baseId", d.name, d.media_type AS "mediaType", d.access,
  ${MAY_READ} AS readable, ${READERS} AS readers, d.current_version AS "currentVersion", d.version, ${VERSION} AS latest
FROM document d
JOIN LATERAL (
  SELECT * FROM document_version WHERE document_id = d.id AND problem->>'code' IS DISTINCT FROM 'unchanged' ORDER BY number DESC LIMIT 1
) v ON true
JOIN person u ON u.id = v.uploaded_by LEFT JOIN document_file f ON f.version_id = v.id`

/** No version of it was ever readable: only those who can mend it are concerned. */
const UNREADABLE = `(d.current_version IS NULL AND v.status = 'failed')`

/** $1 base, $2 person, $3 whether they see all, $4 limit, $5 offset. */
const readPage = statement<Document & { total: number; unreadable: number }>(
  'document.page',
  `WITH ${proofOf('$2', '(SELECT account_id FROM knowledge_base WHERE id = $1)')}
SELECT count(*) OVER () AS total, count(*) FILTER (WHERE ${UNREADABLE}) OVER () AS unreadable, ${DOCUMENT}
WHERE d.base_id = $1 AND d.removed_at IS NULL AND ($3 OR ${MAY_READ}) AND ($3 OR v.uploaded_by = $2 OR NOT ${UNREADABLE})
ORDER BY ${UNREADABLE}, lower(d.name), d.id LIMIT $4 OFFSET $5`,
)

const readOne = statement<Document>(
  'document.one',
  `WITH ${proofOf('$2', '(SELECT account_id FROM document WHERE id = $1)')}
SELECT ${DOCUMENT} WHERE d.id = $1 AND d.removed_at IS NULL`,
)

/** Documents of a base as far as the actor sees them, by name; `total` counts the `unreadable` ones, which are last. */
export async function pageDocuments(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  reached: ReachedBase,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ documents: readonly Document[]; total: number; unreadable: number }> {
  const documents = await readPage(db, [reached.base.id, actor.personId, seesAll(reached), limit, offset])
  const [{ total, unreadable } = { total: 0, unreadable: 0 }] = documents
  return { documents, total, unreadable }
}

export interface ReachedDocument {
  document: Document
  reached: ReachedBase
}

/** A document the actor sees; null when there is none for them (R21). */
export async function findDocument(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  id: string,
): Promise<ReachedDocument | null> {
  const [document] = await readOne(db, [id, actor.personId])
  const reached = document && (await findBase(db, actor, document.baseId))
  if (!document || !reached || unlessMay(reached, 'seeDocuments')) return null
  return document.readable || seesAll(reached) ? { document, reached } : null
}

/** A document that the actor may replace, restrict and remove now. */
export async function documentToManage(
  db: Database,
  context: Pick<Context, 'actor'>,
  id: string,
): Promise<ReachedDocument | Refusal> {
  const found = await findDocument(db, context, id)
  if (!found) return refuse({ code: 'notFound', what: 'document' })
  return unlessMay(found.reached, 'manageDocuments') ?? found
}

/** As above; one that was never readable may also be replaced by who uploaded it, for nothing is lost with it. */
export async function documentToReplace(
  db: Database,
  context: Pick<Context, 'actor'>,
  id: string,
): Promise<ReachedDocument | Refusal> {
  const found = await findDocument(db, context, id)
  if (!found) return refuse({ code: 'notFound', what: 'document' })
  const { currentVersion, latest } = found.document
  const theirs = currentVersion === null && latest.uploadedById === context.actor.personId
  return unlessMay(found.reached, theirs ? 'upload' : 'manageDocuments') ?? found
}

/** Uploads whose cards show a document. */
export const uploadsOf = statement<{ id: string }>(
  'document.uploads',
  `SELECT DISTINCT f.upload_id AS id FROM document_version v JOIN document_file f ON f.version_id = v.id WHERE v.document_id = $1`,
)

/** What an upload is decided on: the plan, how many documents there are, and which have the given names, in their order. */
export const readShelf = statement<{
  plan: string
  count: number
  /** Uploads so far, which an upload repeats. */
  uploads: number
  names: { folded: string; documentId: string | null }[]
}>(
  'document.shelf',
  `SELECT w.plan, b.uploads, (SELECT count(*) FROM document d WHERE d.base_id = b.id AND d.removed_at IS NULL) AS count, (
  SELECT json_agg(json_build_object('folded', lower(given.name), 'documentId', d.id) ORDER BY given.place)
  FROM unnest($2::text[]) WITH ORDINALITY given(name, place)
  LEFT JOIN document d ON d.base_id = b.id AND d.removed_at IS NULL AND lower(d.name) = lower(given.name)
) AS names
FROM knowledge_base b JOIN workspace w ON w.id = b.workspace_id WHERE b.id = $1`,
)

/** Teams of a base's workspace that a list of readers names, by name or id. */
export const readTeams = statement<TeamName>(
  'document.teams',
  `SELECT t.id, t.name FROM knowledge_base b JOIN team t ON t.workspace_id = b.workspace_id AND t.deleted_at IS NULL
WHERE b.id = $1 AND (t.id = ANY($2) OR lower(t.name) IN (SELECT lower(name) FROM unnest($2::text[]) name))`,
)

/** Addresses of a person that count in an account. */
export const readAddresses = statement<{ address: string }>(
  'document.addresses',
  `SELECT a.address FROM person_address a WHERE a.person_id = $1 AND ${countsIn('$2')}`,
)

export interface Upload {
  id: string
  base: Pick<Base, 'id' | 'name' | 'own' | 'workspaceName'>
  leftOut: readonly LeftOut[]
  /** `replaced`: what the file before it was called, when it was called otherwise. */
  versions: readonly (DocumentVersion & { removed: boolean; replaced: string | null })[]
}

/** What was uploaded together; of a deleted base nothing is shown. */
export const readUpload = statement<Upload>(
  'document.upload.read',
  `SELECT up.id, json_build_object('id', b.id, 'name', coalesce(b.name, c.name), 'own', b.chatbot_id IS NOT NULL, 'workspaceName', w.name) AS base, up.left_out AS "leftOut", (
  SELECT coalesce(json_agg(${VERSION}::jsonb || jsonb_build_object('removed', d.removed_at IS NOT NULL, 'replaced', earlier.name) ORDER BY v.id), '[]')
  FROM document_file f JOIN document_version v ON v.id = f.version_id JOIN document d ON d.id = v.document_id
  JOIN person u ON u.id = v.uploaded_by
  LEFT JOIN LATERAL (
    SELECT nullif(of.name, f.name) AS name FROM document_version o JOIN document_file of ON of.version_id = o.id
    WHERE o.document_id = v.document_id AND o.number < v.number AND o.status = 'ready' ORDER BY o.number DESC LIMIT 1
  ) earlier ON true
  WHERE f.upload_id = up.id
) AS versions
FROM upload up JOIN knowledge_base b ON b.id = up.base_id AND b.deleted_at IS NULL LEFT JOIN chatbot c ON c.id = b.chatbot_id
JOIN workspace w ON w.id = b.workspace_id WHERE up.id = $1`,
)
