import { accountWithin, type Context } from '../chat'
import { isoTime } from '../clock'
import type { Database } from '../db'
import type { InboxProvider } from '../notices'
import { readTransfersOf } from './repository'
import { sideOf } from './rules'
import { transferRow } from './views'

/** What waits for the person's answer, and what they have offered to others (F82). */
export const transferInbox = (db: Database): InboxProvider => ({
  waiting: async (context: Context) => {
    const found = await readTransfersOf(db, [
      context.actor.personId,
      accountWithin(context),
      isoTime(context.at),
    ])
    return found.flatMap((transfer) => {
      const side = sideOf(transfer, context.actor.personId)
      return side ? [transferRow(transfer, side)] : []
    })
  },
})
