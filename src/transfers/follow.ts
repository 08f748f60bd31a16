import { isoTime } from '../clock'
import { type Database, defineChange } from '../db'
import { eachAlone, unlessOvertaken } from '../deadlines'
import type { EventName, Follower } from '../events'
import { auditOfItself, redraw, tellOthers } from './effects'
import { readPending } from './repository'
import { isPointless } from './rules'
import type { Transfer } from './transfer'

const saveCancelled = defineChange(
  'transfer.pointless',
  `changed AS (UPDATE transfer SET status = 'cancelled', ended_at = $2 WHERE id = $1 AND status = 'pending' RETURNING 1)`,
)

/** What is pointless stays so: who came back to the team is somebody new. `actorId`: who made it so, and need not be told. */
export async function cancelPointless(
  db: Database,
  transfer: Transfer,
  now: number,
  actorId: string | null,
): Promise<void> {
  const { id } = transfer
  const wish = { key: `pointless:${id}`, at: now }
  await unlessOvertaken(() =>
    saveCancelled(db, [id, isoTime(now)], wish, {
      reliesOn: [],
      audit: [auditOfItself(transfer, 'cancelled')],
      owed: [...tellOthers(transfer, actorId), redraw(transfer)],
      outcome: null,
    }),
  )
}

/** Its subject is a team or a chatbot of which a pending transfer may have become pointless. */
const EVENTS = [
  'member.left',
  'team.deleted',
  'team.transferred',
  'chatbot.deleted',
  'chatbot.transferred',
] as const satisfies readonly EventName[]

/** Cancels what nobody could accept any more: the recipient left, the owner changed, the thing is gone (domain.md §4). */
export const transferFollowers = (db: Database, now: () => number): readonly Follower[] =>
  EVENTS.map((on) => ({
    on,
    async follow({ subjectId, actorId }) {
      const waiting = await readPending(db, [subjectId])
      await eachAlone(waiting.filter(isPointless), (transfer) =>
        cancelPointless(db, transfer, now(), actorId),
      )
    },
  }))
