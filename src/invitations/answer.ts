import { auditOf } from '../audit'
import { isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type AuditRow, type Database, defineChange, newId, settle, type Wish } from '../db'
import { happened } from '../events'
import { liftedEntry, linkedEntry, type Newcomer } from '../people'
import type { Answerer } from './answerer'
import { redraw, tellAdmin, tellInviter } from './expire'
import { findPlace } from './find-place'
import type { Invitation, InvitationScope, InvitedRole } from './invitation'
import { mayAnswer, whoJoins } from './may-answer'
import { saveAccepted } from './save-accepted'
import { auditScope } from './scope'

/** How an answer finds its invitation and its person; asked again when a change was overtaken. */
export interface Answering<W extends Wish> {
  find(wish: W): Promise<Invitation | Refusal>
  who(wish: W): Promise<Answerer | Refusal>
}

export interface Accepted {
  invitationId: string
  personId: string
  name: string
  scope: InvitationScope
  role: InvitedRole
}

/** Comes in with the invited role, until the last millisecond (F48, R15); joining a team makes a chat user of its workspace. */
export function acceptInvitation<W extends Wish>(
  db: Database,
  wish: W,
  answering: Answering<W>,
): Promise<Accepted | Refusal> {
  return settle(db, wish, async (wish) => {
    const invitation = await answering.find(wish)
    if (isRefusal(invitation)) return invitation
    const who = await answering.who(wish)
    if (isRefusal(who)) return who
    const joining = await whoJoins(db, invitation, who, wish.at)
    if (isRefusal(joining)) return joining
    const { id, scope, role, round } = invitation
    const { personId } = joining
    const place = await findPlace(db, invitation, personId)
    if (isRefusal(place)) return place
    const proof = who.personId === null || who.byToken ? null : invitation.invitee
    const outcome: Accepted = { invitationId: id, personId, name: who.name, scope, role }
    const parameters = [
      JSON.stringify({ ...joining, ...(who.from && { seenIn: scope.accountId }) }),
      isoTime(wish.at),
      personId,
      id,
      newId(wish.at),
      scope.id,
      round,
      proof,
    ]
    await saveAccepted(db, parameters, wish, {
      reliesOn: place.reliesOn,
      audit: [
        auditAnswer(invitation, who, 'invitation.accepted', personId),
        ...auditBinding(invitation, joining, who),
      ],
      owed: [
        tellInviter(invitation, 'invitation.accepted'),
        ...place.told.map((personId) => tellAdmin(invitation, personId)),
        redraw(invitation),
        happened('roles.changed', { accountId: scope.accountId, subjectId: scope.id, actorId: personId }),
      ],
      outcome,
    })
    return outcome
  })
}

const saveDeclined = defineChange(
  'invitation.decline',
  `changed AS (
  UPDATE invitation SET status = 'declined', ended_at = $2
  WHERE id = $1 AND status = 'pending' AND expires_at > $2 AND round = $3 RETURNING 1
)`,
)

export interface Declined {
  invitationId: string
  scope: InvitationScope
}

export function declineInvitation<W extends Wish>(
  db: Database,
  wish: W,
  answering: Answering<W>,
): Promise<Declined | Refusal> {
  return settle(db, wish, async (wish) => {
    const invitation = await answering.find(wish)
    if (isRefusal(invitation)) return invitation
    const who = await answering.who(wish)
    if (isRefusal(who)) return who
    const no = await mayAnswer(db, invitation, who, wish.at)
    if (no) return no
    const { id, scope, round } = invitation
    const outcome: Declined = { invitationId: id, scope }
    await saveDeclined(db, [id, isoTime(wish.at), round], wish, {
      reliesOn: [],
      audit: [auditAnswer(invitation, who, 'invitation.declined', who.personId)],
      owed: [tellInviter(invitation, 'invitation.declined'), redraw(invitation)],
      outcome,
    })
    return outcome
  })
}

function auditAnswer(
  invitation: Invitation,
  who: Answerer,
  action: string,
  actorId: string | null,
): AuditRow {
  const { id: subjectId, inviteeName: name, role } = invitation
  const deed = { action, subjectType: 'invitation', subjectId, data: { name, role } }
  const scope = auditScope(invitation.scope)
  return who.from
    ? { ...auditOf(who.from, scope, deed), actorId }
    : { ...scope, ...deed, actorId, platform: 'web' }
}

/** A chat user who becomes somebody by accepting is a binding like any other. */
const auditBinding = (
  { scope: { accountId } }: Invitation,
  { personId, identity, lifted }: Newcomer,
  { from }: Answerer,
): AuditRow[] => [
  ...(identity ? [linkedEntry(accountId, personId, identity, 'invitation')] : []),
  ...(lifted && from ? [liftedEntry(accountId, personId, from.place.platform, lifted)] : []),
]
