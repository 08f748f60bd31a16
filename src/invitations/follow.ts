import { isoTime } from '../clock'
import type { Database, OwedRow } from '../db'
import { unlessOvertaken } from '../deadlines'
import { eachAlone } from '../each-alone'
import type { Follower, Happened } from '../events'
import { auditByItself, redraw } from './expire'
import type { Invitation } from './invitation'
import { readPendingOf } from './repository'
import { saveCancelled } from './withdraw'

/** What is deleted takes back the invitations to it and into it; nobody could have accepted one since. */
export const invitationFollowers = (db: Database, now: () => number): readonly Follower[] =>
  (['team.deleted', 'workspace.deleted', 'account.deleted'] as const).map((on) => ({
    on,
    async follow(event) {
      const pending = await readPendingOf(db, [event.subjectId])
      await eachAlone(pending, (invitation) =>
        unlessOvertaken(() => cancelWithScope(db, invitation, event, now())),
      )
    },
  }))

const cancelWithScope = (db: Database, invitation: Invitation, event: Happened, at: number) =>
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

const withdrawn = ({ id, scope }: Invitation): OwedRow => ({
  kind: 'mail',
  accountId: scope.accountId,
  name: 'invitation.withdrawn',
  subjectId: id,
})
