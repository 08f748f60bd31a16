import { type Acting, isBlank, isRefusal, type Refusal, unlessFits } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import { auditOfRequest, redraw, tellRequester } from './effects'
import { findToDecide } from './may-decide'
import { REASON_LENGTH } from './request'

const saveDenied = defineChange(
  'request.deny',
  `changed AS (
  UPDATE share_request SET status = 'denied', ended_at = $2, ended_by = $3, answer = $4
  WHERE id = $1 AND status = 'pending' AND expires_at > $2 RETURNING 1
)`,
)

/** Nothing is shared; the requester is told, with the reason if there is one (F64, F65). */
export function denyRequest(
  db: Database,
  acting: Acting,
  id: string,
  answer: string | null,
): Promise<{ id: string } | Refusal> {
  return settle(db, acting, async (acting) => {
    const words = answer === null || isBlank(answer) ? null : answer
    const tooLong = unlessFits(words ?? '', 'The reason', REASON_LENGTH, 'answer')
    if (tooLong) return tooLong
    const found = await findToDecide(db, acting, id)
    if (isRefusal(found)) return found
    const { request, own } = found
    const { personId } = acting.actor
    const outcome = { id }
    await saveDenied(db, [id, isoTime(acting.at), personId, words], acting, {
      reliesOn: [own],
      audit: [auditOfRequest(request, acting, 'denied')],
      owed: [tellRequester(request, { actorId: personId }), redraw(request)],
      outcome,
    })
    return outcome
  })
}
