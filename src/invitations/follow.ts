import { isoTime } from '../clock'
import type { Database, OwedRow } from '../db'
import { unlessOvertaken } from '../deadlines'
import { eachAlone } from '../each-alone'
import type { Follower, Happened } from '../events'
import { auditByItself, redraw } from './expire'
import type { Invitation } from './invitation'
import { readPendingOf } from './repository'
import { saveCancelled } from './withdraw'

/** A deleted team takes back its invitations; nobody could have accepted one since. */
export const invitationFollowers = (db: Database, now: () => number): readonly Follower[] => [
  {
    on: 'team.deleted',
    async follow(event) {
      const pending = await readPendingOf(db, [event.subjectId])
      await eachAlone(pending, (invitation) =>
        unlessOvertaken(() => cancelWithTeam(db, invitation, event, now())),
      )
    },
  },
]

const cancelWithTeam = (db: Database, invitation: Invitation, event: Happened, at: number) =>
  saveCancelled(
    db,
    [invitation.id, isoTime(at)],
    { key: `${event.id}:${invitation.id}`, at },
    {
      reliesOn: [],
      audit: [auditByItself(invitation, 'invitation.cancelled', event.actorId)],
      owed: [withdrawn(invitation), redraw(invitation)],
      outcome: null,
    },
  )

const withdrawn = ({ id, accountId }: Invitation): OwedRow => ({
  kind: 'mail',
  accountId,
  name: 'invitation.withdrawn',
  subjectId: id,
})
