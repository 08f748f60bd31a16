import { type Context, isRefusal, type Refusal, refuse, unlessFits } from '../chat'
import { type Database, defineChange, orEarlier, settle } from '../db'
import type { Base } from './base'
import { AS_DECIDED, asDecided } from './changing'
import { type Document, READERS_LENGTH } from './document'
import { effectsOf } from './effects'
import {
  type DocumentReader,
  includesSomebody,
  MOST_READERS,
  readerLines,
  readerWords,
  readReaders,
} from './readers'
import { documentToManage, readAddresses, readTeams } from './repository'

/** Holds for the very next question: the search asks for the readers in its own statement. */
const saveReaders = defineChange(
  'document.restrict',
  `changed AS (
  UPDATE document d SET access = $6, version = d.version + 1 FROM knowledge_base b
  WHERE d.id = $4 AND d.base_id = b.id AND d.version = $5 AND d.removed_at IS NULL AND ${AS_DECIDED} RETURNING d.id
), wished AS (
  SELECT kind, value FROM jsonb_to_recordset($7::jsonb) AS reader(kind text, value text)
), gone AS (
  DELETE FROM document_reader WHERE document_id IN (SELECT id FROM changed) AND (kind, value) NOT IN (SELECT kind, value FROM wished)
), added AS (
  INSERT INTO document_reader (document_id, kind, value) SELECT id, kind, value FROM changed, wished ON CONFLICT DO NOTHING
)`,
)

export interface AccessWish {
  access: Document['access']
  /** As typed: one on each line. */
  readers: string
  /** They know that they may not read it themselves afterwards. */
  withoutMe: boolean
}

export interface AccessChanged {
  name: string
  access: Document['access']
  readers: readonly DocumentReader[]
  /** Whether whoever changed it may read it. */
  readable: boolean
  base: Base
}

/** Who may read a document: everyone who gets answers from the base, or those listed. `seen` as the form showed. */
export function restrictDocument(
  db: Database,
  context: Context,
  id: string,
  seen: number,
  wish: AccessWish,
): Promise<AccessChanged | Refusal> {
  return settle(db, context, async (context) => {
    const found = await documentToManage(db, context, id)
    if (isRefusal(found)) return found
    const { document, reached } = found
    if (document.version !== seen) return refuse({ code: 'changedMeanwhile' }, 'readers')
    const { access } = wish
    if (access === 'everyone' && listsOthers(document, wish.readers))
      return refuse({ code: 'readersForEveryone' }, 'readers')
    const readers = access === 'everyone' ? [] : await understand(db, document.baseId, wish.readers)
    if (isRefusal(readers)) return readers
    const readable = access === 'everyone' || includesSomebody(readers, await proofsOf(db, context, document))
    if (!readable && !wish.withoutMe) return refuse({ code: 'readersWithoutYou' }, 'readers')
    const outcome: AccessChanged = {
      name: document.name,
      access,
      readers,
      readable,
      base: reached.base,
    }
    if (isSame(document, access, readers)) return orEarlier(db, context, outcome)
    await saveReaders(
      db,
      [...asDecided(reached), id, seen, access, JSON.stringify(readers)],
      context,
      effectsOf(
        context,
        reached,
        { action: 'document.restricted', documents: [document], data: { access, readers: readers.length } },
        outcome,
      ),
    )
    return outcome
  })
}

/** Whether somebody was typed whom the form had not shown: nobody lists people and means everyone. */
function listsOthers({ readers }: Document, typed: string): boolean {
  const shown = readers.flatMap((reader) => [readerWords(reader), reader.value])
  return readerLines(typed).some((line) => !shown.includes(line))
}

async function understand(
  db: Database,
  baseId: string,
  typed: string,
): Promise<readonly DocumentReader[] | Refusal> {
  const tooLong = unlessFits(typed, 'The list', READERS_LENGTH, 'readers')
  if (tooLong) return tooLong
  const lines = readerLines(typed)
  const { readers, unread } = readReaders(lines, await readTeams(db, [baseId, lines]))
  if (unread.length > 0) return refuse({ code: 'readersUnread', unread }, 'readers')
  if (readers.length === 0) return refuse({ code: 'optionMissing', option: 'The list of readers' }, 'readers')
  if (readers.length > MOST_READERS)
    return refuse({ code: 'tooMany', what: 'readers', count: readers.length, limit: MOST_READERS }, 'readers')
  return readers
}

async function proofsOf(db: Database, { actor }: Context, { accountId }: Document) {
  const addresses = (await readAddresses(db, [actor.personId, accountId])).map(({ address }) => address)
  return { addresses, teamIds: actor.teamRoles.map(({ teamId }) => teamId) }
}

function isSame(document: Document, access: Document['access'], readers: readonly DocumentReader[]): boolean {
  const words = (all: readonly DocumentReader[]) =>
    all
      .map(({ kind, value }) => `${kind} ${value}`)
      .sort()
      .join('\n')
  return document.access === access && words(document.readers) === words(readers)
}
