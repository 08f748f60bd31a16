import type { Plans } from '../billing'
import { type Context, isRefusal, type NamedPerson, type Refusal } from '../chat'
import { type Database, orEarlier, settle } from '../db'
import { LIFETIME_MS } from '../deadlines'
import { planSeats, type Seats } from '../seats'
import type { Secrets } from '../secrets'
import type { InvitationScope, InvitedRole } from './invitation'
import { issue, standingsOf } from './issue'
import { mayInvite } from './may-invite'
import { type InviteLine, objection, readProspects } from './rules'
import { saveInvitations } from './save-invitations'

export interface InvitationsSent {
  scope: InvitationScope
  role: InvitedRole
  expiresAt: number
  lines: readonly InviteLine[]
  /** When few are left, or none. */
  seats: Seats | null
}

export interface InviteWish {
  people: readonly NamedPerson[]
  /** Lines that were refused before: chat users who can never be members. */
  refused: readonly InviteLine[]
  role: InvitedRole
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
  { kind, id }: Pick<InvitationScope, 'kind' | 'id'>,
  wish: InviteWish,
): Promise<InvitationsSent | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayInvite(db, context, id, kind)
    if (isRefusal(may)) return may
    const { scope } = may
    const read = readProspects(wish.people, wish.refused)
    if (isRefusal(read)) return read
    const standings = await standingsOf(db, scope, read.prospects, context.at)
    const objections: InviteLine[] = []
    const able = read.prospects.filter((prospect) => {
      const why = objection(prospect, standings.get(prospect.invitee), context.actor.personId, scope)
      if (why) objections.push({ name: prospect.name, sent: false, why })
      return why === null
    })
    const invitees = able.map(({ invitee }) => invitee)
    const plan = await planSeats({ db, plans }, scope, invitees, context.at)
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
      scope,
      role: wish.role,
      expiresAt: context.at + LIFETIME_MS,
      lines: [...sent, ...unseated, ...objections, ...read.bad],
      seats: plan.nearlyFull,
    }
    if (issued.length === 0) return orEarlier(db, context, outcome)
    await saveInvitations({ db, secrets }, context, { may, wish, issued, plan }, outcome)
    return outcome
  })
}
