import type { Database } from '../db'
import type { NoticeTopic } from './notice-kind'
import { readReach } from './reach'
import { routeOf } from './route'

/** Whether somebody wants nothing of a topic in an account, in whatever way they could be told. */
export async function isSwitchedOff(
  db: Database,
  { personId, accountId }: { personId: string; accountId: string },
  topic: NoticeTopic,
  now: number,
): Promise<boolean> {
  return routeOf(topic, await readReach(db, personId, accountId), now).kind === 'unwanted'
}
