import type { Database } from '../db'
import { eachAlone } from '../each-alone'
import type { Follower } from '../events'
import { listMissed } from './copies'
import { refreshSoon } from './refresh-soon'

/** Cards that were to change while their place was disconnected do so when it is back (B15). */
export const redrawMissed = (db: Database, now: () => number): Follower => ({
  on: 'connection.resumed',
  follow: async ({ subjectId }) =>
    eachAlone(await listMissed(db, [subjectId]), (missed) => refreshSoon(db, missed, now())),
})
