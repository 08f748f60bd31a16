import { auditOf } from '../audit'
import { type Acting, isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { deedOf, redraw, scopeOf, tellOthers } from './effects'
import { mayAnswer, mayCancel } from './may-answer'

const saveEnded = defineChange(
  'transfer.end',
  `changed AS (
  UPDATE transfer SET status = $2, ended_at = $3, ended_by = $4 WHERE id = $1 AND status = 'pending' AND expires_at > $3 RETURNING 1
)`,
)

/** The recipient says no; everything stays as it is (F80, F90). */
export const declineTransfer = (
  db: Database,
  acting: Acting,
  id: string,
): Promise<{ id: string } | Refusal> => end(db, acting, id, 'declined', mayAnswer)

/** Whoever started it takes it back (F85); the link and the buttons are dead at once. */
export const cancelTransfer = (db: Database, acting: Acting, id: string): Promise<{ id: string } | Refusal> =>
  end(db, acting, id, 'cancelled', mayCancel)

function end(
  db: Database,
  acting: Acting,
  id: string,
  status: 'declined' | 'cancelled',
  may: typeof mayAnswer,
): Promise<{ id: string } | Refusal> {
  return settle(db, acting, async (acting) => {
    const transfer = await may(db, acting, id)
    if (isRefusal(transfer)) return transfer
    const { personId } = acting.actor
    const outcome = { id }
    await saveEnded(db, [id, status, isoTime(acting.at), personId], acting, {
      reliesOn: [],
      audit: [auditOf(acting, scopeOf(transfer), deedOf(transfer, status))],
      owed: [...tellOthers(transfer, personId), redraw(transfer)],
      outcome,
    })
    return outcome
  })
}
