import { auditOf } from '../audit'
import { type Acting, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { answered, type TransferAnswered } from './accept-transfer'
import { deedOf, redraw, scopeOf, tellOthers } from './effects'
import { findTransfer, mayAnswer, unlessOpen } from './may-answer'
import type { Transfer } from './transfer'

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
): Promise<TransferAnswered | Refusal> => end(db, acting, id, 'declined', mayAnswer)

/** Whoever started it takes it back (F85); the link and the buttons are dead at once. */
export const cancelTransfer = (
  db: Database,
  acting: Acting,
  id: string,
): Promise<TransferAnswered | Refusal> => end(db, acting, id, 'cancelled', mayCancel)

/** While it is open, whoever started it owns the thing. */
async function mayCancel(
  db: Database,
  acting: Pick<Acting, 'actor' | 'at'>,
  id: string,
): Promise<Transfer | Refusal> {
  const transfer = await findTransfer(db, acting, id)
  if (isRefusal(transfer)) return transfer
  const ended = await unlessOpen(db, transfer, acting.at)
  if (ended) return ended
  return acting.actor.personId === transfer.fromId ? transfer : refuse({ code: 'notFound', what: 'transfer' })
}

function end(
  db: Database,
  acting: Acting,
  id: string,
  status: 'declined' | 'cancelled',
  may: typeof mayAnswer,
): Promise<TransferAnswered | Refusal> {
  return settle(db, acting, async (acting) => {
    const transfer = await may(db, acting, id)
    if (isRefusal(transfer)) return transfer
    const { personId } = acting.actor
    const outcome = answered(transfer, status)
    await saveEnded(db, [id, status, isoTime(acting.at), personId], acting, {
      reliesOn: [],
      audit: [auditOf(acting, scopeOf(transfer), deedOf(transfer, status))],
      owed: [...tellOthers(transfer, personId), redraw(transfer)],
      outcome,
    })
    return outcome
  })
}
