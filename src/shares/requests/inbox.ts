import { accountWithin } from '../../chat'
import { isoTime } from '../../clock'
import type { Database } from '../../db'
import type { InboxProvider } from '../../notices'
import { waitingRow } from './list-view'
import { readRequestsFor } from './repository'

/** Requests that wait for the person to decide; in a direct message those of all their accounts. */
export const requestInbox = (db: Database): InboxProvider => ({
  waiting: async (context) =>
    (await readRequestsFor(db, [context.actor.personId, accountWithin(context), isoTime(context.at)])).map(
      waitingRow,
    ),
})
