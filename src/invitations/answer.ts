import { auditOf } from '../audit'
import { type ChatSender, isRefusal, type Refusal, refuse, type Visit } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, settle, type Wish } from '../db'
import { findHolders, type Newcomer, newcomer } from '../people'
import { expireInvitation, redraw, scopeOf, tellInviter } from './expire'
import { addressOf, type Invitation } from './invitation'
import { readAddresses } from './repository'
import { over, wrongPerson } from './rules'

/** Who answers, from chat or from the mail's page. */
export interface Answerer {
  /** The person, when known. */
  personId: string | null
  name: string
  /** Null on the page. */
  sender: ChatSender | null
  /** Brought the token or code from the mail. */
  byToken: boolean
  /** For the audit. */
  from: Pick<Visit, 'actor' | 'place' | 'home'> | null
  /** A chat user who is nobody yet: what becomes of them when they accept. */
  identity?: NonNullable<Newcomer['identity']>
  /** Confirmed by the platform. */
  confirmedAddress?: string
}

const saveAccepted = defineChange(
  'invitation.accept',
  `${newcomer(1, 2)}, answered AS (
  UPDATE invitation SET status = 'accepted', ended_at = $2, accepted_by = $3
  WHERE id = $4 AND status = 'pending' AND expires_at > $2
    AND EXISTS (SELECT 1 FROM team WHERE team.id = invitation.team_id AND deleted_at IS NULL FOR SHARE)
  RETURNING account_id, workspace_id, team_id, role
), changed AS (
  INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at)
  SELECT $5, account_id, workspace_id, team_id, $3, role, $2 FROM answered RETURNING 1
), seated AS (
  INSERT INTO workspace_user (workspace_id, person_id, account_id, role, joined_at)
  SELECT workspace_id, $3, account_id, 'chatUser', $2 FROM answered ON CONFLICT DO NOTHING
)`,
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
export function acceptInvitation(
  db: Database,
  wish: Wish,
  find: () => Promise<Invitation | Refusal>,
  who: Answerer,
): Promise<Accepted | Refusal> {
  return settle(db, wish, async () => {
    const invitation = await find()
    if (isRefusal(invitation)) return invitation
    const joining = await whoJoins(db, invitation, who, wish.at)
    if (isRefusal(joining)) return joining
    const { teamId, teamName, role } = invitation
    const { personId } = joining
    if (await isMember(db, teamId, personId))
      return refuse({ code: 'alreadyMember', name: who.name, team: teamName })
    const outcome: Accepted = {
      invitationId: invitation.id,
      personId,
      name: who.name,
      teamId,
      teamName,
      role,
    }
    const parameters = [JSON.stringify(joining), isoTime(wish.at), personId, invitation.id, newId(wish.at)]
    await saveAccepted(db, parameters, wish, {
      reliesOn: [],
      audit: [auditAnswer(invitation, who, 'invitation.accepted', personId)],
      owed: [tellInviter(invitation, 'invitation.accepted'), redraw(invitation)],
      outcome,
    })
    return outcome
  })
}

const saveDeclined = defineChange(
  'invitation.decline',
  `changed AS (UPDATE invitation SET status = 'declined', ended_at = $2 WHERE id = $1 AND status = 'pending' AND expires_at > $2 RETURNING 1)`,
)

export interface Declined {
  invitationId: string
  teamName: string
}

export function declineInvitation(
  db: Database,
  wish: Wish,
  find: () => Promise<Invitation | Refusal>,
  who: Answerer,
): Promise<Declined | Refusal> {
  return settle(db, wish, async () => {
    const invitation = await find()
    if (isRefusal(invitation)) return invitation
    const no = await mayAnswer(db, invitation, who, wish.at)
    if (no) return no
    const outcome: Declined = { invitationId: invitation.id, teamName: invitation.teamName }
    await saveDeclined(db, [invitation.id, isoTime(wish.at)], wish, {
      reliesOn: [],
      audit: [auditAnswer(invitation, who, 'invitation.declined', who.personId)],
      owed: [tellInviter(invitation, 'invitation.declined'), redraw(invitation)],
      outcome,
    })
    return outcome
  })
}

async function mayAnswer(
  db: Database,
  invitation: Invitation,
  who: Answerer,
  at: number,
): Promise<Refusal | null> {
  const proved = who.personId ? (await readAddresses(db, [who.personId])).map(({ address }) => address) : []
  const addresses = who.confirmedAddress ? [...proved, who.confirmedAddress] : proved
  const wrong = wrongPerson(invitation, { user: who.sender, addresses, byToken: who.byToken })
  if (wrong && who.from && !who.byToken && !actsIn(who.from, invitation.accountId))
    return refuse({ code: 'notFound', what: 'invitation' })
  const ended = over(invitation, at)
  // Too late, and the sweep has not been there: this click brings the copies of the card up to date (H1).
  if (ended && invitation.status === 'pending') await expireInvitation(db, invitation.id, at)
  return ended ?? wrong
}

/** A button names an invitation by its id alone: of another account there is none, but for whom it invites (R21). */
const actsIn = ({ home, actor }: Pick<Visit, 'home' | 'actor'>, accountId: string) =>
  home?.accountId === accountId ||
  [...(actor?.teamRoles ?? []), ...(actor?.workspaceRoles ?? []), ...(actor?.accountRoles ?? [])].some(
    (role) => role.accountId === accountId,
  )

/** The person who becomes a member: the one who answers, the one known by the proved address, or a new one. */
async function whoJoins(
  db: Database,
  invitation: Invitation,
  who: Answerer,
  at: number,
): Promise<Newcomer | Refusal> {
  const no = await mayAnswer(db, invitation, who, at)
  if (no) return no
  const invited = addressOf(invitation.invitee)
  if (who.personId)
    return { personId: who.personId, ...(who.byToken && invited && { provedAddress: invited }) }
  const address = invited ?? who.confirmedAddress ?? null
  const [holder, ...others] = address ? await findHolders(db, [address, invitation.accountId]) : []
  if (others.length > 0) return refuse({ code: 'notLinked', why: 'severalMatches' })
  // What one organisation's Slack confirms says nothing about a person of another; the mail does (R21, R22).
  const foreign = holder !== undefined && !who.byToken && holder.accountId === null
  if (foreign && invited) return refuse({ code: 'notLinked', why: 'noMatch' })
  return {
    personId: foreign ? newId(at) : (holder?.personId ?? newId(at)),
    ...((!holder || foreign) && { name: who.name }),
    ...(address && !foreign && { provedAddress: address }),
    ...(who.identity && { identity: who.identity }),
  }
}

async function isMember(db: Database, teamId: string, personId: string): Promise<boolean> {
  const found = await db.query(
    'SELECT 1 FROM membership WHERE team_id = $1 AND person_id = $2 AND ended_at IS NULL',
    [teamId, personId],
  )
  return found.length > 0
}

function auditAnswer(invitation: Invitation, who: Answerer, action: string, actorId: string | null) {
  const deed = {
    action,
    subjectType: 'invitation',
    subjectId: invitation.id,
    data: { name: invitation.inviteeName, role: invitation.role },
  }
  const scope = scopeOf(invitation)
  return who.from
    ? { ...auditOf(who.from, scope, deed), actorId }
    : { ...scope, ...deed, actorId, platform: 'web' }
}
