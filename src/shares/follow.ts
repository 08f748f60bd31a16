import type { Database } from '../db'
import type { Follower } from '../events'
import { endLeftovers } from './end-leftovers'
import { endSharesWith } from './end-with-team'

/** Shares that have become pointless. */
export const shareFollowers = (db: Database, now: () => number): readonly Follower[] => [
  { on: 'team.deleted', follow: (event) => endSharesWith(db, event, now()) },
  { on: 'chatbot.deleted', follow: (event) => endLeftovers(db, event, now()) },
  { on: 'workspace.deleted', follow: (event) => endLeftovers(db, event, now()) },
  { on: 'workspace.left', follow: (event) => endLeftovers(db, event, now()) },
  { on: 'chatbot.transferred', follow: (event) => endLeftovers(db, event, now()) },
]
