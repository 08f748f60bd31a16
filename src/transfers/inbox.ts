import type { Context } from '../chat'
import { isoTime } from '../clock'
import type { Database } from '../db'
import type { InboxProvider } from '../notices'
import { readTransfersOf } from './repository'
import { sideOf, transferRow } from './views'

/** What waits for the person's answer, and what they have offered to others (F82). */
export const transferInbox = (db: Database): InboxProvider => ({
  waiting: async ({ actor, home, place, at }: Context) => {
    const accountId = place.tenant === null ? null : (home?.accountId ?? '')
    const found = await readTransfersOf(db, [actor.personId, accountId, isoTime(at)])
    return found.flatMap((transfer) => {
      const side = sideOf(transfer, actor.personId)
      return side ? [transferRow(transfer, side)] : []
    })
  },
})
