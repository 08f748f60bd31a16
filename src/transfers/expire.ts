import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { type Deadlines, waitingIn } from '../deadlines'
import { closeIfOver } from './close-if-over'
import { auditOfItself, tell } from './effects'
import { readTransfer } from './repository'
import { isOpen } from './rules'

const waiting = waitingIn('transfer')

/** Both sides are reminded once; then the clock ends it. */
export const transferDeadlines = (db: Database): Deadlines => ({
  name: 'transfers',
  ...waiting(db),
  expire: (id, now) => closeIfOver(db, id, now),
  remind: (id, now) => remind(db, id, now),
})

const saveReminded = defineChange(
  'transfer.remind',
  `changed AS (
  UPDATE transfer SET reminded_at = $2 WHERE id = $1 AND status = 'pending' AND expires_at > $2 AND reminded_at IS NULL RETURNING 1
)`,
)

/** Reminds both sides, once; what has become pointless is closed instead. */
async function remind(db: Database, id: string, now: number): Promise<void> {
  await closeIfOver(db, id, now)
  await settle(db, { key: `remind:${id}`, at: now }, async (wish) => {
    const [transfer] = await readTransfer(db, [id])
    if (!transfer || !isOpen(transfer, now)) return
    const { fromId, toId } = transfer
    await saveReminded(db, [id, isoTime(now)], wish, {
      reliesOn: [],
      audit: [auditOfItself(transfer, 'reminded')],
      owed: [fromId, toId].map((personId) => tell(transfer, personId, 'reminder', null)),
      outcome: null,
    })
  })
}
