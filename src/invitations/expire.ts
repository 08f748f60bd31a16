import { isoTime } from '../clock'
import { AlreadyDone, type Database, defineChange, type OwedRow, Stale } from '../db'
import { type Invitation, REMIND_BEFORE_MS, userOf } from './invitation'
import { readDue, readEndingSoon, readInvitation } from './repository'

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
  const audit = {
    ...scopeOf(invitation),
    actorId: null,
    action: 'invitation.expired',
    subjectType: 'invitation',
    subjectId: id,
  }
  await unlessOvertaken(() =>
    saveExpired(db, [id, isoTime(now)], wish, {
      reliesOn: [],
      audit: [{ ...audit, data: { name: invitation.inviteeName } }],
      owed: [tellInviter(invitation, 'invitation.expired'), redraw(invitation)],
      outcome: null,
    }),
  )
}

/** A click that arrived in time may still be under way (R15): the sweep lets it finish first. */
const GRACE_MS = 10_000

/** One batch of the sweep; resolves to how many were due. What fails does not keep the others waiting. */
export async function expireDue(db: Database, now: number, batch: number): Promise<number> {
  const due = await readDue(db, [isoTime(now - GRACE_MS), batch])
  await eachAlone(due, ({ id }) => expireInvitation(db, id, now))
  return due.length
}

const saveReminded = defineChange(
  'invitation.remind',
  `changed AS (UPDATE invitation SET reminded_at = $2 WHERE id = $1 AND status = 'pending' AND reminded_at IS NULL RETURNING 1)`,
)

/** Reminds the invitees whose invitation ends within a day, once each. */
export async function remindEndingSoon(db: Database, now: number, batch: number): Promise<number> {
  const soon = await readEndingSoon(db, [isoTime(now), isoTime(now + REMIND_BEFORE_MS), batch])
  await eachAlone(soon, async ({ id }) => {
    const [invitation] = await readInvitation(db, [id])
    if (!invitation) return
    const audit = {
      ...scopeOf(invitation),
      actorId: null,
      action: 'invitation.reminded',
      subjectType: 'invitation',
      subjectId: id,
    }
    await unlessOvertaken(() =>
      saveReminded(
        db,
        [id, isoTime(now)],
        { key: `remind:${id}:${invitation.expiresAt}`, at: now },
        {
          reliesOn: [],
          audit: [{ ...audit, data: { name: invitation.inviteeName } }],
          owed: [remindInvitee(invitation)],
          outcome: null,
        },
      ),
    )
  })
  return soon.length
}

/** @throws the first failure, after every row has had its turn */
async function eachAlone<T>(rows: readonly T[], work: (row: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const row of rows) await work(row).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

async function unlessOvertaken(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof Stale) && !(error instanceof AlreadyDone)) throw error
  }
}

export const scopeOf = ({ accountId, workspaceId, teamId }: Invitation) => ({
  accountId,
  workspaceId,
  teamId,
})

export const redraw = ({ id, accountId }: Invitation): OwedRow => ({
  kind: 'refresh',
  accountId,
  name: 'invitation',
  subjectId: id,
})

export const tellInviter = (invitation: Invitation, name: string): OwedRow => ({
  kind: 'notice',
  accountId: invitation.accountId,
  personId: invitation.inviterId,
  name,
  subjectId: invitation.id,
})

function remindInvitee(invitation: Invitation): OwedRow {
  const row = { accountId: invitation.accountId, subjectId: invitation.id }
  const chatUser = userOf(invitation.invitee)
  if (chatUser) return { ...row, kind: 'notice', name: 'invitation.received', chatUser }
  return { ...row, kind: 'mail', name: 'invitation.reminder' }
}
