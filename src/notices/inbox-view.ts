import { type Button, type Card, lastPage, PAGE_SIZE, pager, type Row, ref } from '../chat'
import { noteWords } from './note-words'
import type { Note } from './undelivered'

/** One line of the inbox: the whole note where it fits, else its title and a button that opens it. */
export function noteRow(note: Note): Row {
  const { text, isWhole } = noteWords(note)
  return {
    text,
    button: isWhole ? markAsRead(note.id) : { label: 'Open', press: ref('inbox.open', note.id) },
  }
}

/** The note itself: it stays in the inbox until its reader says that it is read, for an answer may get lost on the way. */
export const openedNote = (id: string, card: Card): Card => ({
  ...card,
  buttons: [...(card.buttons ?? []), markAsRead(id)],
})

const markAsRead = (id: string): Button => ({ label: 'Mark as read', press: ref('inbox.read', id) })

const markKeptAsRead = (upTo: string): Button => ({
  label: 'Mark all that only waits here as read',
  press: ref('inbox.readKept', upTo),
})

/** A page beyond the last shows the last one, whatever a button says. `keptUpTo`: see `Undelivered.list`. */
export function inboxView(
  { rows, keptUpTo }: { rows: readonly Row[]; keptUpTo: string | null },
  wantedPage: number,
): Card {
  if (rows.length === 0) return { tone: 'success', title: 'Nothing waits for you' }
  const last = lastPage(rows.length)
  const page = Math.min(wantedPage, last)
  return {
    title: rows.length === 1 ? 'One thing waits for you' : `${rows.length} things wait for you`,
    rows: rows.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
    ...(last > 0 && { context: `Page ${page + 1} of ${last + 1}` }),
    ...((last > 0 || keptUpTo !== null) && {
      buttons: [
        ...pager(page, rows.length, (other) => ref('inbox.page', String(other))),
        ...(keptUpTo === null ? [] : [markKeptAsRead(keptUpTo)]),
      ],
    }),
  }
}
