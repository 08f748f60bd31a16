import type { Deadlines } from '../deadline-sweeps'
import { closeIfOver } from './close-if-over'
import { auditOfItself, closed, tell } from './effects'
import { readTransfers } from './repository'
import { whyPointless } from './rules'
import type { Transfer } from './transfer'

/** Both sides are reminded once; then the clock ends it. */
export const transferDeadlines: Deadlines<Transfer> = {
  name: 'transfers',
  table: 'transfer',
  read: readTransfers,
  expired: (transfer) => closed(transfer, 'expired'),
  reminded: (transfer) => ({
    audit: [auditOfItself(transfer, 'reminded')],
    owed: [transfer.fromId, transfer.toId].map((personId) => tell(transfer, personId, 'reminder', null)),
  }),
  async cancelIfPointless(db, transfer, now) {
    if (whyPointless(transfer) === null) return false
    await closeIfOver(db, transfer.id, now)
    return true
  },
}
