import { type Context, isRefusal, type Refusal, refuse } from '../../chat'
import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import { auditOfRequest, redraw } from './effects'
import { findRequest } from './may-decide'
import { unlessPossible } from './rules'

const saveWithdrawn = defineChange(
  'request.withdraw',
  `changed AS (
  UPDATE share_request SET status = 'cancelled', ended_at = $2, ended_by = $3
  WHERE id = $1 AND status = 'pending' AND expires_at > $2 AND requester_id = $3 RETURNING 1
)`,
)

/** Takes the actor's own request back; the owner's card says so. */
export function withdrawRequest(
  db: Database,
  context: Context,
  id: string,
): Promise<{ id: string } | Refusal> {
  return settle(db, context, async (context) => {
    const request = await findRequest(db, context, id)
    if (isRefusal(request)) return request
    const { personId } = context.actor
    if (request.requesterId !== personId) return refuse({ code: 'notFound', what: 'request' })
    const over = unlessPossible(request, 'withdraw', context.at)
    if (over) return over
    const outcome = { id }
    await saveWithdrawn(db, [id, isoTime(context.at), personId], context, {
      reliesOn: [],
      audit: [auditOfRequest(request, context, 'withdrawn')],
      owed: [redraw(request)],
      outcome,
    })
    return outcome
  })
}
