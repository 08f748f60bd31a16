import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import { type Deadlines, waitingIn } from '../../deadlines'
import { closeIfOver } from './close-if-over'
import { auditOfRequest, remindOwner } from './effects'
import { readStanding } from './repository'

const waiting = waitingIn('share_request')

export function requestDeadlines(db: Database): Deadlines {
  return {
    name: 'requests',
    ...waiting(db),
    expire: (id, now) => closeIfOver(db, id, now),
    remind: (id, now) => remind(db, id, now),
  }
}

const saveReminded = defineChange(
  'request.remind',
  `changed AS (
  UPDATE share_request SET reminded_at = $2 WHERE id = $1 AND status = 'pending' AND expires_at > $2 AND reminded_at IS NULL RETURNING 1
)`,
)

/** Reminds who decides at this moment, once; what has become pointless is closed instead. */
async function remind(db: Database, id: string, now: number): Promise<void> {
  await closeIfOver(db, id, now)
  await settle(db, { key: `remind:${id}`, at: now }, async (wish) => {
    const [request] = await readStanding(db, [id])
    if (request?.status !== 'pending' || !request.decider) return
    await saveReminded(db, [id, isoTime(now)], wish, {
      reliesOn: [request.decider],
      audit: [auditOfRequest(request, null, 'reminded')],
      owed: [remindOwner(request, request.decider.personId)],
      outcome: null,
    })
  })
}
