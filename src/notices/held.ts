import { bold, type Row, ref, text, time } from '../chat'
import { isoTime } from '../clock'
import { type Database, statement } from '../db'
import type { NoteOwner } from './undelivered'

/** $1 person, $2 account or null, $3 now. What is being sent at this moment waits no longer. */
const HELD = `person_id = $1 AND ($2::text IS NULL OR account_id = $2) AND status = 'owed' AND kind = 'notice'
  AND due_at > $3 AND due_at = held_until AND (claimed_until IS NULL OR claimed_until <= $3)`

const count = statement<{ count: number; until: number }>(
  'inbox.held',
  `SELECT count(*) AS count, min(due_at) AS until FROM outbox WHERE ${HELD} HAVING count(*) > 0`,
)

const keep = statement(
  'inbox.showHeld',
  `UPDATE outbox SET status = 'kept', done_at = $3, held_until = NULL, claimed_until = NULL WHERE ${HELD}`,
)

/** What quiet hours hold back, as one row of the inbox with a button that shows it now; none where nothing is held back. */
export async function heldRows(
  db: Database,
  { personId, accountId }: NoteOwner,
  now: number,
): Promise<readonly Row[]> {
  const held = await count(db, [personId, accountId, isoTime(now)])
  return held.map(({ count, until }) => ({
    text: text`${bold(count === 1 ? '1 message' : `${count} messages`)} ${count === 1 ? 'waits' : 'wait'} until ${time(until, 'absolute')} (quiet hours)`,
    button: { label: 'Show now', press: ref('inbox.held') },
  }))
}

/** Whoever looks for it is awake: it stands in the inbox from now on, and is not sent any more. */
export async function showHeld(db: Database, { personId, accountId }: NoteOwner, now: number): Promise<void> {
  await keep(db, [personId, accountId, isoTime(now)])
}
