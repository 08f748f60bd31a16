import { bold, type Card, lastPage, link, PAGE_SIZE, pager, type Row, ref, type Text, text } from '../chat'
import { mailFromCard } from './mail-from-card'
import { noteWords } from './note-words'
import type { DrawnNotice, NoticeMail } from './notice-kind'
import type { Note } from './undelivered'

/** Many notices as one message, the first page of it; a mail has all of them in full. */
export const digestNotice = (digestId: string, notes: readonly Note[]): DrawnNotice => ({
  card: digestCard(digestId, notes, 0),
  mail: digestMail(notes),
})

/** A page beyond the last shows the last one, whatever a button says. */
export function digestCard(digestId: string, notes: readonly Note[], wantedPage: number): Card {
  const last = lastPage(notes.length)
  const page = Math.min(wantedPage, last)
  return {
    title: titleOf(notes),
    rows: notes.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map(digestRow),
    ...(last > 0 && {
      context: `Page ${page + 1} of ${last + 1}`,
      buttons: pager(page, notes.length, (other) => ref('digest.page', digestId, String(other))),
    }),
  }
}

const titleOf = ({ length }: readonly Note[]) =>
  length === 1 ? 'One thing happened' : `${length} things happened`

function digestRow(note: Note): Row {
  const { text, isWhole } = noteWords(note)
  return { text, ...(!isWhole && { button: { label: 'Open', press: ref('digest.open', note.id) } }) }
}

/** Null: each of them has gone out as a mail of its own. */
function digestMail(notes: readonly Note[]): NoticeMail | null {
  const mails = notes.flatMap(({ drawn }) =>
    drawn && drawn.mail !== null ? [drawn.mail ?? mailFromCard(drawn.card)] : [],
  )
  if (mails.length === 0) return null
  const title = titleOf(notes)
  const files = mails.flatMap((mail) => mail.files ?? [])
  return {
    subject: title,
    heading: title,
    paragraphs: mails.flatMap(paragraphsOf),
    ...(files.length > 0 && { files }),
  }
}

const paragraphsOf = ({ subject, paragraphs, action }: NoticeMail): readonly Text[] => [
  text`${bold(subject)}`,
  ...paragraphs,
  ...(action ? [text`${link(action.label, action.href)}`] : []),
]
