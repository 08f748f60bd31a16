import { isoTime } from '../clock'
import { type AuditRow, type Database, defineChange, type OwedRow, type Traces } from '../db'
import type { Deadlines } from '../deadline-sweeps'
import { unlessOvertaken } from '../deadlines'
import { type Invitation, userOf } from './invitation'
import { readInvitation, readInvitations } from './repository'
import { auditScope } from './scope'

const saveExpired = defineChange(
  'invitation.expire',
  `changed AS (
  UPDATE invitation SET status = 'expired', ended_at = expires_at WHERE id = $1 AND status = 'pending' AND expires_at <= $2 RETURNING 1
)`,
)

/** Writes down that its time is over; the clock had decided that already (R15). Harmless when somebody was quicker. */
export async function expireInvitation(db: Database, id: string, now: number): Promise<void> {
  const [invitation] = await readInvitation(db, [id])
  if (!invitation) return
  const wish = { key: `expire:${id}:${invitation.expiresAt}`, at: now }
  await unlessOvertaken(() =>
    saveExpired(db, [id, isoTime(now)], wish, {
      ...expired(invitation),
      reliesOn: [],
      outcome: null,
    }),
  )
}

function expired(invitation: Invitation): Traces {
  return {
    audit: [auditByItself(invitation, 'invitation.expired')],
    owed: [tellInviter(invitation, 'invitation.expired'), redraw(invitation)],
  }
}

/** The inviter learns of the end, the invitee that it ends within a day. */
export const invitationDeadlines: Deadlines<Invitation> = {
  name: 'invitations',
  table: 'invitation',
  read: readInvitations,
  expired,
  reminded: (invitation) => ({
    audit: [auditByItself(invitation, 'invitation.reminded')],
    owed: [reminder(invitation)],
  }),
}

/** What follows from something else: from the clock, or from what somebody did to the scope. */
export const auditByItself = (
  invitation: Invitation,
  action: string,
  actorId: string | null = null,
): AuditRow => ({
  ...auditScope(invitation.scope),
  actorId,
  action,
  subjectType: 'invitation',
  subjectId: invitation.id,
  data: { name: invitation.inviteeName },
})

export const redraw = ({ id, scope }: Pick<Invitation, 'id' | 'scope'>): OwedRow => ({
  kind: 'refresh',
  accountId: scope.accountId,
  name: 'invitation',
  subjectId: id,
})

export const tellInviter = (invitation: Invitation, name: string): OwedRow => ({
  kind: 'notice',
  accountId: invitation.scope.accountId,
  personId: invitation.inviterId,
  name,
  subjectId: invitation.id,
})

/** Somebody new administers the account. */
export const tellAdmin = (invitation: Invitation, personId: string): OwedRow => ({
  ...tellInviter(invitation, 'invitation.adminJoined'),
  personId,
})

function reminder(invitation: Invitation): OwedRow {
  const row = { accountId: invitation.scope.accountId, subjectId: invitation.id }
  const chatUser = userOf(invitation.invitee)
  if (chatUser) return { ...row, kind: 'notice', name: 'invitation.received', chatUser }
  return { ...row, kind: 'mail', name: 'invitation.reminder' }
}
