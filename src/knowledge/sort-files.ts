import { planOf } from '../billing'
import { type Context, type GivenFile, isRefusal, type Refusal, refuse } from '../chat'
import { type Database, newId } from '../db'
import type { ReachedBase } from './base'
import { documentName, type LeftOut, MOST_DOCUMENTS, type Way } from './document'
import { keepHanded } from './hand-over'
import type { AskingOptions } from './options'
import { type DocumentType, kindOf } from './reading'
import { readShelf } from './repository'
import { vetFile } from './rules'

export interface Taken {
  documentId: string
  versionId: string
  name: string
  mediaType: string
  sizeBytes: number
  source: GivenFile['source']
}

/** What of it becomes documents, and what does not and why. One file alone that does not is a refusal. */
export async function sortFiles(
  { db, plans }: Pick<AskingOptions, 'db' | 'plans'>,
  { actor, at }: Context,
  { base }: ReachedBase,
  files: readonly GivenFile[],
  way: Way,
): Promise<{ taken: readonly Taken[]; leftOut: readonly LeftOut[]; uploads: number } | Refusal> {
  const named = files.map((file) => ({ file, name: documentName(file.name) }))
  const [shelf] = await readShelf(db, [base.id, named.map(({ name }) => name)])
  if (!shelf) return refuse({ code: 'notFound', what: 'chatbotOrBase' })
  const taken = new Map<string, Taken>()
  const plan = planOf(plans, shelf.plan)
  const leftOut: LeftOut[] = []
  const waiting: { file: GivenFile; documentId: string; why: Refusal }[] = []
  for (const [index, { file, name }] of named.entries()) {
    const { folded, documentId } = shelf.names[index] ?? { folded: name, documentId: null }
    const type = vetFile(file, { plan, way })
    if (isRefusal(type)) leftOut.push({ why: type })
    else if (taken.has(folded)) leftOut.push({ why: refuse({ code: 'documentTwice', name }) })
    else if (documentId !== null) {
      const why = refuse({ code: 'documentThere', name, base: base.name })
      waiting.push({ file, documentId, why })
    } else taken.set(folded, newDocument(name, type, file, at))
  }
  const { count, uploads } = shelf
  if (count + taken.size > MOST_DOCUMENTS)
    return refuse({ code: 'documentsFull', base: base.name, count, limit: MOST_DOCUMENTS }, 'files')
  const [only] = leftOut
  if (files.length === 1 && only) return only.why
  return {
    uploads,
    taken: [...taken.values()],
    leftOut: [...leftOut, ...(await letWait(db, actor.personId, waiting, at))],
  }
}

const newDocument = (
  name: string,
  type: DocumentType,
  { sizeBytes, source }: GivenFile,
  at: number,
): Taken => ({
  documentId: newId(at),
  versionId: newId(at),
  name,
  mediaType: kindOf(type).mediaType,
  sizeBytes,
  source,
})

/** Keeps the files whose names are taken until somebody has said that they replace what is there. */
async function letWait(
  db: Database,
  personId: string,
  waiting: readonly { file: GivenFile; documentId: string; why: Refusal }[],
  at: number,
): Promise<readonly LeftOut[]> {
  if (waiting.length === 0) return []
  const files = waiting.map(({ file }) => file)
  const handedId = await keepHanded(db, personId, files, at)
  return waiting.map(({ why, documentId }, index) => ({ why, replaces: { documentId, handedId, index } }))
}
