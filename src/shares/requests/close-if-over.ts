import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import { statusAt } from '../../deadlines'
import { closed } from './effects'
import { readStanding } from './repository'
import { whyPointless } from './rules'

/** $2 expired or cancelled, $3 since when, $4 now: of two that come together, the clock goes first. */
const saveClosed = defineChange(
  'request.close',
  `changed AS (
  UPDATE share_request SET status = $2::text, ended_at = $3
  WHERE id = $1 AND status = 'pending' AND (expires_at <= $4) = ($2::text = 'expired') RETURNING 1
)`,
)

/**
 * Writes down what nobody decided: its time is over (R15), or it has become pointless. The requester is told, and every
 * copy of the card redrawn. Does nothing to one that can still be decided, and nothing twice.
 */
export function closeIfOver(db: Database, id: string, now: number): Promise<void> {
  return settle(db, { key: `close:${id}`, at: now }, async (wish) => {
    const [request] = await readStanding(db, [id])
    if (request?.status !== 'pending') return
    const expired = statusAt(request, now) === 'expired'
    const why = expired ? null : whyPointless(request)
    if (!expired && why === null) return
    const [status, endedAt] = expired
      ? (['expired', request.expiresAt] as const)
      : (['cancelled', now] as const)
    await saveClosed(db, [id, status, isoTime(endedAt), isoTime(now)], wish, {
      ...closed(request, status, why),
      reliesOn: [],
      outcome: null,
    })
  })
}
