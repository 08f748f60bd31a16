import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { statusAt } from '../deadlines'
import { closed } from './effects'
import { readTransfer } from './repository'
import { isOpen } from './rules'

/** $2 expired or cancelled, $3 since when, $4 now: of two that come together, the clock goes first. */
const saveClosed = defineChange(
  'transfer.close',
  `changed AS (
  UPDATE transfer SET status = $2::text, ended_at = $3
  WHERE id = $1 AND status = 'pending' AND (expires_at <= $4) = ($2::text = 'expired') RETURNING 1
)`,
)

/**
 * Writes down what nobody answered: its time is over (R15), or it has become pointless and stays so; who came back to the
 * team is somebody new. `actorId`: who made it so, and need not be told. Does nothing to one that can still be answered,
 * and nothing twice.
 */
export function closeIfOver(
  db: Database,
  id: string,
  now: number,
  actorId: string | null = null,
): Promise<void> {
  return settle(db, { key: `close:${id}`, at: now }, async (wish) => {
    const [transfer] = await readTransfer(db, [id])
    if (transfer?.status !== 'pending' || isOpen(transfer, now)) return
    const [status, endedAt] =
      statusAt(transfer, now) === 'expired'
        ? (['expired', transfer.expiresAt] as const)
        : (['cancelled', now] as const)
    await saveClosed(db, [id, status, isoTime(endedAt), isoTime(now)], wish, {
      ...closed(transfer, status, actorId),
      reliesOn: [],
      outcome: null,
    })
  })
}
