import type { Deadlines } from '../../deadline-sweeps'
import { closeIfOver } from './close-if-over'
import { auditOfRequest, closed, remindOwner } from './effects'
import { readStandings, type Standing } from './repository'
import { whyPointless } from './rules'

/** The requester learns of the end; who decides at that moment, that it comes within a day. */
export const requestDeadlines: Deadlines<Standing> = {
  name: 'requests',
  table: 'share_request',
  read: readStandings,
  expired: (request) => closed(request, 'expired'),
  reminded: (request) => ({
    audit: [auditOfRequest(request, null, 'reminded')],
    owed: request.decider ? [remindOwner(request, request.decider.personId)] : [],
  }),
  async cancelIfPointless(db, request, now) {
    if (whyPointless(request) === null) return false
    await closeIfOver(db, request.id, now)
    return true
  },
}
