import type { Reader } from '../chat'
import { isoTime } from '../clock'
import { type Database, statement } from '../db'
import { describeFailure } from '../failure'
import { drawFor } from './draw-for'
import type { DrawnNotice, NoticeKind, Owed } from './notice-kind'

/** A notice that could not be delivered, worded anew. */
export interface Note {
  id: string
  /** Milliseconds since 1970. */
  at: number
  /** Null: drawing failed, and the log says why under the note's id. */
  drawn: DrawnNotice | null
}

/** Whose notes are meant. */
export interface NoteOwner {
  personId: string
  /** Null: those of all the person's accounts. */
  accountId: string | null
}

interface NoteRow extends Owed {
  personId: string
  name: string
  at: number
  isKept: boolean
}

const ROW = `id, status = 'kept' AS "isKept", account_id AS "accountId", person_id AS "personId", name, subject_id AS "subjectId",
  coalesce(data, '{}') AS data, created_at AS at`

const MINE = `person_id = $1 AND ($2::text IS NULL OR account_id = $2) AND status IN ('undeliverable', 'kept')`

const listRows = statement<NoteRow>(
  'inbox.list',
  `SELECT ${ROW} FROM outbox WHERE ${MINE} AND kind = 'notice' ORDER BY status = 'kept', id LIMIT 100`,
)

const readRow = statement<NoteRow>(
  'inbox.note',
  `SELECT ${ROW} FROM outbox WHERE ${MINE} AND kind = 'notice' AND id = $3`,
)

const markRows = statement(
  'inbox.seen',
  `UPDATE outbox SET status = 'seen', done_at = $4, data = data - 'token'
WHERE ${MINE} AND id = ANY($3::text[])`,
)

const markKept = statement(
  'inbox.keptSeen',
  `UPDATE outbox SET status = 'seen', done_at = $4, data = data - 'token'
WHERE ${MINE} AND kind = 'notice' AND status = 'kept' AND id <= $3`,
)

/** What could not be delivered to a person, oldest first, and after that what they wish to find only here. */
export function createUndelivered(options: {
  db: Database
  kinds: readonly NoticeKind[]
  log: { error(data: object, message: string): void }
}) {
  const { db, log } = options
  const kinds = new Map(options.kinds.map((kind) => [kind.name, kind]))

  /** `keptUpTo`: the newest of several notes that only wait here; null: there are not several. */
  async function list(
    { personId, accountId }: NoteOwner,
    reader: Reader,
  ): Promise<{ notes: readonly Note[]; keptUpTo: string | null }> {
    const rows = await listRows(db, [personId, accountId])
    const notes = await Promise.all(rows.map((row) => drawNote(row, reader)))
    const over = rows.filter((_, index) => notes[index] === null).map((row) => row.id)
    if (over.length > 0) await markRows(db, [personId, accountId, over, isoTime(reader.now)])
    const kept = rows.filter(({ isKept }, index) => isKept && notes[index] !== null)
    return {
      notes: notes.filter((note) => note !== null),
      keptUpTo: kept.length > 1 ? (kept.at(-1)?.id ?? null) : null,
    }
  }

  /** One note, which stays; null when it is not theirs, already read, or no longer of interest. */
  async function read({ personId, accountId }: NoteOwner, id: string, reader: Reader): Promise<Note | null> {
    const [row] = await readRow(db, [personId, accountId, id])
    return row ? drawNote(row, reader) : null
  }

  /** The person has read it: it is not shown any more. */
  async function markAsRead({ personId, accountId }: NoteOwner, id: string, at: number): Promise<void> {
    await markRows(db, [personId, accountId, [id], isoTime(at)])
  }

  /** The person has read what only waits here, as far as they have seen it: up to that note. */
  async function markKeptAsRead({ personId, accountId }: NoteOwner, upTo: string, at: number): Promise<void> {
    await markKept(db, [personId, accountId, upTo, isoTime(at)])
  }

  /** Null: no longer of interest. */
  async function drawNote(row: NoteRow, reader: Reader): Promise<Note | null> {
    try {
      const kind = kinds.get(row.name)
      if (!kind) return { id: row.id, at: row.at, drawn: null }
      const drawn = await drawFor(kind, row, reader)
      return drawn && { id: row.id, at: row.at, drawn }
    } catch (error) {
      log.error({ reference: row.id, name: row.name, ...describeFailure(error) }, 'a note cannot be drawn')
      return { id: row.id, at: row.at, drawn: null }
    }
  }

  return { list, read, markAsRead, markKeptAsRead }
}

export type Undelivered = ReturnType<typeof createUndelivered>
