import { type Context, type Press, pageNumber, press, type Reader, refuse, replace, say } from '../chat'
import { type Database, statement } from '../db'
import { digestCard } from './digest-view'
import { drawMany } from './draw-many'
import type { NoticeKind, Owed } from './notice-kind'
import type { Note, NoteOwner } from './undelivered'

interface Row extends Owed {
  name: string
  at: number
}

/** Only what has been sent; what is kept for its reader or could not be delivered is found in the inbox. */
const SENT = `SELECT id, account_id AS "accountId", person_id AS "personId", name, subject_id AS "subjectId",
  coalesce(data, '{}') AS data, created_at AS at FROM outbox
WHERE person_id = $1 AND ($2::text IS NULL OR account_id = $2) AND status = 'done' AND digest_id IS NOT NULL`

const listRows = statement<Row>('digest.list', `${SENT} AND digest_id = $3 ORDER BY due_at, id`)
const readRow = statement<Row>('digest.notice', `${SENT} AND id = $3`)

/** The pages of messages that came together, and each of them in full, as things stand by then. */
export function digestPresses(
  db: Database,
  kinds: ReadonlyMap<string, NoticeKind>,
  ownerOf: (context: Context) => NoteOwner,
): readonly Press[] {
  const notesOf = async (rows: readonly Row[], reader: Reader): Promise<Note[]> => {
    const { drawings, failures } = await drawMany(rows, kinds, reader)
    const drawn = new Map(drawings.map((drawing) => [drawing.row, drawing.drawn]))
    const failed = new Set(failures.map(({ row }) => row))
    return rows.flatMap((row) => {
      const notice = drawn.get(row) ?? null
      return notice || failed.has(row) ? [{ id: row.id, at: row.at, drawn: notice }] : []
    })
  }

  return [
    press({
      name: 'digest.page',
      async run(context, [id = '', page]) {
        const { personId, accountId } = ownerOf(context)
        const notes = await notesOf(await listRows(db, [personId, accountId, id]), context.reader)
        if (notes.length === 0) return refuse({ code: 'notFound', what: 'notice' })
        return replace(digestCard(id, notes, pageNumber(page)))
      },
    }),
    press({
      name: 'digest.open',
      async run(context, [id = '']) {
        const { personId, accountId } = ownerOf(context)
        const [note] = await notesOf(await readRow(db, [personId, accountId, id]), context.reader)
        return note?.drawn ? say(note.drawn.card) : refuse({ code: 'notFound', what: 'notice' })
      },
    }),
  ]
}
