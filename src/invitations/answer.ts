import { auditOf } from '../audit'
import { isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type AuditRow, type Database, defineChange, newId, settle, statement, type Wish } from '../db'
import { liftedEntry, linkedEntry, type Newcomer, newcomer } from '../people'
import type { Answerer } from './answerer'
import { redraw, scopeOf, tellInviter } from './expire'
import type { Invitation } from './invitation'
import { mayAnswer, whoJoins } from './may-answer'

/** How an answer finds its invitation and its person; asked again when a change was overtaken. */
export interface Answering<W extends Wish> {
  find(wish: W): Promise<Invitation | Refusal>
  who(wish: W): Promise<Answerer | Refusal>
}

/**
 * Repeats what the decision rested on: still pending and in time, not sent again meanwhile (R16), the proof still the
 * person's, the team still there. The team's version tells a deletion under way that somebody has come in, the user's tells
 * the same to a removal from the workspace.
 */
const saveAccepted = defineChange(
  'invitation.accept',
  `${newcomer(1, 2)}, room AS (
  UPDATE team SET version = version + 1 WHERE id = $6 AND deleted_at IS NULL RETURNING 1
), answered AS (
  UPDATE invitation SET status = 'accepted', ended_at = $2, accepted_by = $3
  WHERE id = $4 AND status = 'pending' AND expires_at > $2 AND round = $7 AND EXISTS (SELECT 1 FROM room)
    AND ($8::text IS NULL OR $8 = ANY(
      SELECT 'mail:' || address FROM person_address WHERE person_id = $3
      UNION SELECT platform || ':' || tenant || ':' || user_id FROM chat_identity WHERE person_id = $3))
  RETURNING account_id, workspace_id, team_id, role
), changed AS (
  INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT $5, account_id, workspace_id, team_id, $3, role, $2 FROM answered RETURNING 1
), seated AS (
  INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  SELECT workspace_id, $3, account_id, 'chatUser', $2 FROM answered
  ON CONFLICT (workspace_id, person_id) DO UPDATE SET version = DEFAULT
)`,
)

const readMembership = statement(
  'invitation.membership',
  'SELECT 1 FROM membership WHERE team_id = $1 AND person_id = $2 AND ended_at IS NULL',
)

export interface Accepted {
  invitationId: string
  personId: string
  name: string
  teamId: string
  teamName: string
  role: Invitation['role']
}

/** Joins the team with the invited role, until the last millisecond (F48, R15); joining makes a chat user of the workspace. */
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
    const { id, teamId, teamName, role, round } = invitation
    const { personId } = joining
    if ((await readMembership(db, [teamId, personId])).length > 0)
      return refuse({ code: 'alreadyIn', team: teamName })
    const proof = who.personId === null || who.byToken ? null : invitation.invitee
    const outcome: Accepted = { invitationId: id, personId, name: who.name, teamId, teamName, role }
    const parameters = [
      JSON.stringify(joining),
      isoTime(wish.at),
      personId,
      id,
      newId(wish.at),
      teamId,
      round,
      proof,
    ]
    await saveAccepted(db, parameters, wish, {
      reliesOn: [],
      audit: [
        auditAnswer(invitation, who, 'invitation.accepted', personId),
        ...auditBinding(invitation, joining, who),
      ],
      owed: [tellInviter(invitation, 'invitation.accepted'), redraw(invitation)],
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
  teamName: string
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
    const { id, teamName, round } = invitation
    const outcome: Declined = { invitationId: id, teamName }
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
  const scope = scopeOf(invitation)
  return who.from
    ? { ...auditOf(who.from, scope, deed), actorId }
    : { ...scope, ...deed, actorId, platform: 'web' }
}

/** A chat user who becomes somebody by accepting is a binding like any other. */
const auditBinding = (
  { accountId }: Invitation,
  { personId, identity, lifted }: Newcomer,
  { from }: Answerer,
): AuditRow[] => [
  ...(identity ? [linkedEntry(accountId, personId, identity, 'invitation')] : []),
  ...(lifted && from ? [liftedEntry(accountId, personId, from.place.platform, lifted)] : []),
]
