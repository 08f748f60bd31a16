import { isoTime } from '../clock'
import { type AuditRow, type Database, defineChange, type OwedRow } from '../db'
import { type Deadlines, unlessOvertaken, waitingIn } from '../deadlines'
import { type Invitation, userOf } from './invitation'
import { readInvitation } from './repository'
import { auditScope } from './scope'

const waiting = waitingIn('invitation')

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
      reliesOn: [],
      audit: [auditByItself(invitation, 'invitation.expired')],
      owed: [tellInviter(invitation, 'invitation.expired'), redraw(invitation)],
      outcome: null,
    }),
  )
}

const saveReminded = defineChange(
  'invitation.remind',
  `changed AS (UPDATE invitation SET reminded_at = $2 WHERE id = $1 AND status = 'pending' AND reminded_at IS NULL RETURNING 1)`,
)

/** Tells the invitee that it ends within a day; once. */
async function remindInvitee(db: Database, id: string, now: number): Promise<void> {
  const [invitation] = await readInvitation(db, [id])
  if (!invitation) return
  const wish = { key: `remind:${id}:${invitation.expiresAt}`, at: now }
  await unlessOvertaken(() =>
    saveReminded(db, [id, isoTime(now)], wish, {
      reliesOn: [],
      audit: [auditByItself(invitation, 'invitation.reminded')],
      owed: [reminder(invitation)],
      outcome: null,
    }),
  )
}

export const invitationDeadlines = (db: Database): Deadlines => ({
  name: 'invitations',
  ...waiting(db),
  expire: (id, now) => expireInvitation(db, id, now),
  remind: (id, now) => remindInvitee(db, id, now),
})

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
