import { decideTeam } from '../access'
import type { Plans } from '../billing'
import { type Context, isRefusal, type NamedPerson, type Refusal } from '../chat'
import { type Database, orEarlier, settle } from '../db'
import { LIFETIME_MS } from '../deadlines'
import { planSeats, type Seats } from '../seats'
import type { Secrets } from '../secrets'
import { denied, type GivableRole, ownTeam } from '../teams'
import { issue, standingsOf } from './issue'
import { readTeamVersion } from './repository'
import { type InviteLine, objection, readProspects } from './rules'
import { saveInvitations } from './save-invitations'

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
    const sending = { own, wish, issued, plan, teamVersion: team?.version ?? 0 }
    await saveInvitations({ db, secrets }, context, sending, outcome)
    return outcome
  })
}
