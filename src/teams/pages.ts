import { decideTeam, type TeamAction, type TeamMembership } from '../access'
import { auditView, listAudit } from '../audit'
import type { Plans } from '../billing'
import {
  type Answer,
  type Card,
  type Context,
  isRefusal,
  openForm,
  PAGE_SIZE,
  type Refusal,
  ref,
  refuse,
  say,
} from '../chat'
import { isoTime } from '../clock'
import type { Database } from '../db'
import { readSeats } from '../seats'
import { accountsOf, denied, mayChangeMember } from './change-member'
import { confirmRemoveCard, confirmRoleCard } from './confirm-cards'
import { settingsForm } from './forms'
import { countTeam, pageMembers, readTeam } from './statements'
import { isGivableRole } from './team'
import { inTeam as inTeamLine, membersCard, overviewCard } from './views'
import { ownTeam, whichTeam } from './which-team'

/** What showing a team takes. */
export interface Showing {
  db: Database
  plans: Plans
}

/** What commands and buttons of the team show alike. */
export async function showOverview(
  { db, plans }: Showing,
  context: Context,
  own: TeamMembership,
): Promise<Answer | Refusal> {
  const [team] = await readTeam(db, [own.teamId, accountsOf(context)])
  const [counts] = await countTeam(db, [own.teamId, isoTime(context.at)])
  const seats = await readSeats({ db, plans }, own.workspaceId, context.at)
  return team && counts && seats
    ? say(overviewCard(team, own, { ...counts, seats }))
    : refuse({ code: 'notFound', what: 'team' })
}

/** A page that is no longer there shows the first; so do the other lists. */
export async function membersPage(db: Database, own: TeamMembership, page: number): Promise<Card> {
  const found = await pageMembers(db, [own.teamId, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return membersPage(db, own, 0)
  return membersCard(own, found, page, found[0]?.total ?? 0)
}

export async function auditPage(
  db: Database,
  context: Context,
  own: TeamMembership,
  page: number,
): Promise<Card> {
  const found = await listAudit(db, { accounts: accountsOf(context), teamId: own.teamId, page })
  if (found.entries.length === 0 && page > 0) return auditPage(db, context, own, 0)
  const scope = { title: `History of ${own.teamName}`, context: inTeamLine(own.teamName) }
  return auditView(found, scope, (other) => ref('teams.audit', own.teamId, String(other)))
}

/** The confirm card of a role change, or with `role: null` of a removal (R5). */
export async function askChange(
  db: Database,
  context: Context,
  membershipId: string,
  role: string | null,
): Promise<Answer | Refusal> {
  const may = await mayChangeMember(db, context, membershipId, role === null ? 'remove' : 'role')
  if (isRefusal(may)) return may
  const { target } = may
  if (role === null) return say(confirmRemoveCard(target, target.teamName))
  if (!isGivableRole(role)) return refuse({ code: 'ownerProtected', wish: 'role', team: target.teamName })
  if (target.role === role)
    return refuse({ code: 'sameRole', name: target.name, role, team: target.teamName })
  return say(confirmRoleCard(target, target.teamName, role))
}

export async function showSettings(
  db: Database,
  context: Context,
  own: TeamMembership,
): Promise<Answer | Refusal> {
  const refused = unless(own, 'team.settings')
  if (refused) return refused
  const [team] = await readTeam(db, [own.teamId, accountsOf(context)])
  return team
    ? openForm(settingsForm(team.id, team.settingsVersion, team))
    : refuse({ code: 'notFound', what: 'team' })
}

type Args = Readonly<Record<string, string | undefined>>
type Go<T> = (context: Context, own: TeamMembership, given: T) => Promise<Answer | Refusal>

/** First step of every team command: which team is meant. */
export const inTeam = (go: Go<Args>) => async (context: Context, args: Args & { team?: string }) => {
  const own = whichTeam(context, args.team)
  return isRefusal(own) ? own : go(context, own, args)
}

/** First step of every team button: the team it names must be the actor's. */
export const inOwnTeam = (go: Go<readonly string[]>) => async (context: Context, ids: readonly string[]) => {
  const own = ownTeam(context, ids[0])
  return isRefusal(own) ? own : go(context, own, ids)
}

export function unless(own: TeamMembership, action: TeamAction): Refusal | undefined {
  const decision = decideTeam(own, action)
  return decision.allowed ? undefined : denied(decision.reason, own)
}

export function orRefuse<T extends object>(
  result: T | Refusal,
  show: (value: T) => Answer,
): Answer | Refusal {
  return isRefusal(result) ? result : show(result)
}
