import { decideTeam, type TeamMembership } from '../access'
import { auditOf } from '../audit'
import type { Plans } from '../billing'
import { type Context, isRefusal, type NamedPerson, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, orEarlier, settle } from '../db'
import { LIFETIME_MS } from '../deadlines'
import { planSeats, type SeatPlan, type Seats, seatsTaken } from '../seats'
import type { Secrets } from '../secrets'
import { denied, type GivableRole, ownTeam } from '../teams'
import { type Issued, issue, owedFor, standingsOf } from './issue'
import { hashKeys } from './keys'
import { readTeamVersion } from './repository'
import { type InviteLine, objection, readProspects } from './rules'

/**
 * All invitations of one bulk in one statement. The team's version makes bulks come one after the other, so that nobody
 * is invited twice under two names (R17); everybody finds a seat, or nobody is invited (R13).
 */
const insertInvitations = defineChange(
  'invitation.send',
  `given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(id text, invitee text, name text, "tokenHash" text, "codeHash" text)
), room AS (
  UPDATE team SET version = version + 1 WHERE id = $2 AND version = $8 AND deleted_at IS NULL
  RETURNING id, account_id, workspace_id
), ${seatsTaken(9)}, changed AS (
  INSERT INTO invitation (id, account_id, workspace_id, team_id, role, invitee, invitee_name, inviter_id, note, status,
    token_hash, code_hash, expires_at, created_at)
  SELECT g.id, t.account_id, t.workspace_id, t.id, $4, g.invitee, g.name, $5, $6, 'pending',
    decode(g."tokenHash", 'hex'), decode(g."codeHash", 'hex'), $7, $3
  FROM given g, room t, seats RETURNING 1
)`,
)

export interface InvitationsSent {
  teamName: string
  role: GivableRole
  expiresAt: number
  lines: readonly InviteLine[]
  /** When few are left, or none. */
  seats: Seats | null
}

export interface InviteWish {
  people: readonly NamedPerson[]
  /** Lines that were refused before: chat users who can never be members. */
  refused: readonly InviteLine[]
  role: GivableRole
  note: string | null
}

/** What inviting takes. */
export interface Inviting {
  db: Database
  secrets: Secrets
  plans: Plans
}

/**
 * Invites up to 100 people; the good lines are sent as far as there are seats, the first ones first, and each other one
 * says why it is not (F46, F54, R13).
 */
export function sendInvitations(
  { db, secrets, plans }: Inviting,
  context: Context,
  teamId: string,
  wish: InviteWish,
): Promise<InvitationsSent | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownTeam(context, teamId)
    if (isRefusal(own)) return own
    const decision = decideTeam(own, 'member.invite')
    if (!decision.allowed) return denied(decision.reason, own)
    const read = readProspects(wish.people)
    if (isRefusal(read)) return read
    const [team] = await readTeamVersion(db, [teamId])
    const standings = await standingsOf(db, teamId, read.prospects, context.at)
    const objections: InviteLine[] = []
    const able = read.prospects.filter((prospect) => {
      const why = objection(prospect, standings.get(prospect.invitee), context.actor.personId, own.teamName)
      if (why) objections.push({ name: prospect.name, sent: false, why })
      return why === null
    })
    const invitees = able.map(({ invitee }) => invitee)
    const plan = await planSeats({ db, plans }, own, invitees, context.at)
    if (isRefusal(plan)) return plan
    const { seated, full } = plan
    const issued = able
      .filter(({ invitee }) => seated.has(invitee))
      .map((prospect) => issue(prospect, standings.get(prospect.invitee), context.at))
    const unseated = able.flatMap(({ invitee, name }): InviteLine[] =>
      full && !seated.has(invitee) ? [{ name, sent: false, why: full }] : [],
    )
    const sent = issued.map(
      ({ id, prospect }): InviteLine => ({ name: prospect.name, sent: true, invitationId: id }),
    )
    const outcome: InvitationsSent = {
      teamName: own.teamName,
      role: wish.role,
      expiresAt: context.at + LIFETIME_MS,
      lines: [...sent, ...unseated, ...objections, ...read.bad, ...wish.refused],
      seats: plan.nearlyFull,
    }
    if (issued.length === 0) return orEarlier(db, context, outcome)
    await save(
      { db, secrets },
      context,
      own,
      wish,
      { issued, plan, teamVersion: team?.version ?? 0 },
      outcome,
    )
    return outcome
  })
}

async function save(
  { db, secrets }: Pick<Inviting, 'db' | 'secrets'>,
  context: Context,
  own: TeamMembership,
  wish: InviteWish,
  { issued, plan, teamVersion }: { issued: readonly Issued[]; plan: SeatPlan; teamVersion: number },
  outcome: InvitationsSent,
) {
  const { actor, at } = context
  const rows = issued.map(({ id, prospect: { invitee, name }, keys }) => ({
    id,
    invitee,
    name,
    ...hashKeys(keys),
  }))
  const until = isoTime(outcome.expiresAt)
  const parameters = [
    JSON.stringify(rows),
    own.teamId,
    isoTime(at),
    wish.role,
    actor.personId,
    wish.note,
    until,
    teamVersion,
    plan.decided,
  ]
  await insertInvitations(db, parameters, context, {
    reliesOn: [own],
    audit: issued.map(({ id, prospect: { name } }) =>
      auditOf(context, own, {
        action: 'invitation.sent',
        subjectType: 'invitation',
        subjectId: id,
        data: { name, role: wish.role },
      }),
    ),
    owed: [...issued.flatMap((one) => owedFor(secrets, own.accountId, actor.personId, one)), ...plan.owed],
    outcome,
  })
}
