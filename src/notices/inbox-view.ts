import {
  type Button,
  bold,
  type Card,
  LIMITS,
  lastPage,
  PAGE_SIZE,
  pager,
  type Row,
  ref,
  type Text,
  text,
  textLength,
  time,
} from '../chat'
import type { Note } from './undelivered'

/** One line of the inbox: the whole note where it fits, else its title and a button that opens it. */
export function noteRow(note: Note): Row {
  const { drawn } = note
  if (!drawn) {
    const words = text`A note that cannot be shown (reference ${note.id.slice(-4)}) · ${time(note.at, 'relative')}`
    return { text: words, button: markAsRead(note.id) }
  }
  const { card } = drawn
  const title = text`${bold(card.title)} · ${time(note.at, 'relative')}`
  const whole: Text = card.text ? text`${title}\n${card.text}` : title
  const fits = !card.fields && !card.rows && !card.buttons && textLength(whole) <= LIMITS.rowText
  return fits
    ? { text: whole, button: markAsRead(note.id) }
    : { text: title, button: { label: 'Open', press: ref('inbox.open', note.id) } }
}

/** The note itself: it stays in the inbox until its reader says that it is read, for an answer may get lost on the way. */
export const openedNote = (id: string, card: Card): Card => ({
  ...card,
  buttons: [...(card.buttons ?? []), markAsRead(id)],
})

const markAsRead = (id: string): Button => ({ label: 'Mark as read', press: ref('inbox.read', id) })

/** A page beyond the last shows the last one, whatever a button says. */
export function inboxView(rows: readonly Row[], wantedPage: number): Card {
  if (rows.length === 0) return { tone: 'success', title: 'Nothing waits for you' }
  const last = lastPage(rows.length)
  const page = Math.min(wantedPage, last)
  return {
    title: rows.length === 1 ? 'One thing waits for you' : `${rows.length} things wait for you`,
    rows: rows.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
    ...(last > 0 && {
      context: `Page ${page + 1} of ${last + 1}`,
      buttons: pager(page, rows.length, (other) => ref('inbox.page', String(other))),
    }),
  }
}
