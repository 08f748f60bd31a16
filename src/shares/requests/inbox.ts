import { isoTime } from '../../clock'
import type { Database } from '../../db'
import type { InboxProvider } from '../../notices'
import { waitingRow } from './list-view'
import { readRequestsFor } from './repository'

/** Requests that wait for the person to decide; in a direct message those of all their accounts. */
export const requestInbox = (db: Database): InboxProvider => ({
  waiting: async ({ actor, home, place, at }) => {
    const accountId = place.tenant === null ? null : (home?.accountId ?? '')
    return (await readRequestsFor(db, [actor.personId, accountId, isoTime(at)])).map(waitingRow)
  },
})
