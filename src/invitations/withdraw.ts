import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { LIFETIME_MS, statusAt } from '../deadlines'
import { planSeats, seatsTaken } from '../seats'
import { accountsOf } from '../teams'
import { redraw } from './expire'
import { addressOf, type Invitation, type InvitationScope, step, userOf } from './invitation'
import { issue, owedFor, standingsOf } from './issue'
import { hashKeys } from './keys'
import { type MayInvite, mayInvite } from './may-invite'
import { readInvitationIn } from './repository'
import { auditScope, room } from './scope'
import type { Inviting } from './send'

/** The invitation a button names, and the actor's right to manage it now. */
async function mayManage(
  db: Database,
  context: Context,
  id: string,
): Promise<(MayInvite & { invitation: Invitation }) | Refusal> {
  const [invitation] = await readInvitationIn(db, [id, accountsOf(context)])
  if (!invitation) return refuse({ code: 'notFound', what: 'invitation' })
  const may = await mayInvite(db, context, invitation.scope.id, 'invitation')
  return isRefusal(may) ? may : { ...may, invitation }
}

const impossible = (invitation: Invitation, at: number): Refusal => {
  const status = statusAt(invitation, at)
  return status === 'pending'
    ? refuse({ code: 'notFound', what: 'invitation' })
    : refuse({
        code: 'invitationOver',
        status,
        scope: invitation.scope.kind,
        at: invitation.endedAt ?? invitation.expiresAt,
      })
}

export const saveCancelled = defineChange(
  'invitation.cancel',
  `changed AS (UPDATE invitation SET status = 'cancelled', ended_at = $2 WHERE id = $1 AND status = 'pending' RETURNING 1)`,
)

export interface Managed {
  id: string
  /** Has a link in a mail. */
  mailed: boolean
  name: string
  scope: InvitationScope
}

/** Takes a pending invitation back; its link and code are dead at once (F52). */
export function cancelInvitation(db: Database, context: Context, id: string): Promise<Managed | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayManage(db, context, id)
    if (isRefusal(may)) return may
    const { invitation, scope, reliesOn } = may
    if (!step(invitation, 'cancel', context.at)) return impossible(invitation, context.at)
    const outcome = managed(invitation)
    await saveCancelled(db, [id, isoTime(context.at)], context, {
      reliesOn,
      audit: [
        auditOf(context, auditScope(scope), {
          action: 'invitation.cancelled',
          subjectType: 'invitation',
          subjectId: id,
          data: { name: invitation.inviteeName },
        }),
      ],
      owed: [redraw(invitation)],
      outcome,
    })
    return outcome
  })
}

const saveResent = defineChange(
  'invitation.resend',
  `${room(5, 6)}, ${seatsTaken(7)}, changed AS (
  UPDATE invitation SET status = 'pending', ended_at = NULL, reminded_at = NULL, round = round + 1,
    token_hash = decode($2, 'hex'), code_hash = decode($3, 'hex'), expires_at = $4
  WHERE id = $1 AND status IN ('pending', 'expired') AND EXISTS (SELECT 1 FROM room) AND EXISTS (SELECT 1 FROM seats)
  RETURNING 1
)`,
)

/** A new token, a new code, seven new days; the old link is dead (R16). Also from expired (F50), which needs a seat anew (R13). */
export function resendInvitation(
  { db, secrets, plans }: Inviting,
  context: Context,
  id: string,
): Promise<Managed | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayManage(db, context, id)
    if (isRefusal(may)) return may
    const { invitation, scope, version, reliesOn } = may
    if (!step(invitation, 'resend', context.at)) return impossible(invitation, context.at)
    const { invitee, inviteeName: name } = invitation
    const prospect = { invitee, name, address: addressOf(invitee), user: userOf(invitee) }
    const standing = (await standingsOf(db, scope, [prospect], context.at)).get(invitee)
    if (standing?.insideAs) return refuse({ code: 'alreadyMember', name: standing.insideAs, scope })
    // An old one stays in the list while the person has a newer one: that is the one to send again (R17).
    if (standing?.pending && statusAt(invitation, context.at) !== 'pending')
      return refuse({ code: 'alreadyPending', who: name, scope: scope.kind })
    const plan = await planSeats({ db, plans }, scope, [invitee], context.at)
    if (isRefusal(plan)) return plan
    if (plan.full) return plan.full
    const issued = issue(prospect, standing, context.at, id)
    const { tokenHash, codeHash } = hashKeys(issued.keys)
    const until = isoTime(context.at + LIFETIME_MS)
    const outcome = managed(invitation)
    const deed = { action: 'invitation.resent', subjectType: 'invitation', subjectId: id, data: { name } }
    await saveResent(db, [id, tokenHash, codeHash, until, scope.id, version, plan.decided], context, {
      reliesOn,
      audit: [auditOf(context, auditScope(scope), deed)],
      owed: [
        ...owedFor(secrets, scope.accountId, context.actor.personId, issued),
        redraw(invitation),
        ...plan.owed,
      ],
      outcome,
    })
    return outcome
  })
}

const managed = ({ id, invitee, inviteeName, scope }: Invitation): Managed => ({
  id,
  mailed: addressOf(invitee) !== null,
  name: inviteeName,
  scope,
})
