import { isoTime } from '../clock'
import { type Database, defineChange } from '../db'
import { type Deadlines, unlessOvertaken } from '../deadlines'
import { auditOfItself, redraw, tell, tellOthers } from './effects'
import { readDue, readEndingSoon, readTransfer } from './repository'

const saveExpired = defineChange(
  'transfer.expire',
  `changed AS (
  UPDATE transfer SET status = 'expired', ended_at = expires_at WHERE id = $1 AND status = 'pending' AND expires_at <= $2 RETURNING 1
)`,
)

/** Writes down that its time is over; the clock had decided that already (R15). Harmless when somebody was quicker. */
export async function expireTransfer(db: Database, id: string, now: number): Promise<void> {
  const [transfer] = await readTransfer(db, [id])
  if (!transfer) return
  const wish = { key: `expire:${id}`, at: now }
  await unlessOvertaken(() =>
    saveExpired(db, [id, isoTime(now)], wish, {
      reliesOn: [],
      audit: [auditOfItself(transfer, 'expired')],
      owed: [...tellOthers(transfer, null), redraw(transfer)],
      outcome: null,
    }),
  )
}

const saveReminded = defineChange(
  'transfer.remind',
  `changed AS (UPDATE transfer SET reminded_at = $2 WHERE id = $1 AND status = 'pending' AND reminded_at IS NULL RETURNING 1)`,
)

async function remindOf(db: Database, id: string, now: number): Promise<void> {
  const [transfer] = await readTransfer(db, [id])
  if (!transfer) return
  const { fromId, toId } = transfer
  const wish = { key: `remind:${id}`, at: now }
  await saveReminded(db, [id, isoTime(now)], wish, {
    reliesOn: [],
    audit: [auditOfItself(transfer, 'reminded')],
    owed: [fromId, toId].map((personId) => tell(transfer, personId, 'reminder', null)),
    outcome: null,
  })
}

/** Both sides are reminded once; then the clock ends it. */
export const transferDeadlines = (db: Database): Deadlines => ({
  name: 'transfers',
  due: (until, limit) => readDue(db, [until, limit]),
  endingSoon: (from, until, limit) => readEndingSoon(db, [from, until, limit]),
  expire: (id, now) => expireTransfer(db, id, now),
  remind: (id, now) => remindOf(db, id, now),
})
