import { type DenyReason, decideTeam, type TeamAction, type TeamMembership } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, type Effects, type OwedRow, settle } from '../db'
import { happened } from '../events'
import { readTarget } from './statements'
import { type GivableRole, isGivableRole, type Member } from './team'
import { ownTeam } from './which-team'

export type Target = Awaited<ReturnType<typeof readTarget>>[number]

/** Who is meant and that the actor may do this to them now; the confirm card and the change ask the same (R5). */
export async function mayChangeMember(
  db: Database,
  context: Context,
  membershipId: string,
  wish: 'role' | 'remove',
): Promise<{ target: Target; own: TeamMembership } | Refusal> {
  const [target] = await readTarget(db, [membershipId, accountsOf(context)])
  const own = context.actor.teamRoles.find((team) => team.teamId === target?.teamId)
  if (!target || !own) return refuse({ code: 'notFound', what: 'member' })
  const decision = decideTeam(own, ACTION[wish])
  if (!decision.allowed) return denied(decision.reason, own)
  if (target.endedAt !== null) return refuse({ code: 'gone', name: target.name, team: target.teamName })
  if (target.role === 'owner') return refuse({ code: 'ownerProtected', wish, team: target.teamName })
  return { target, own }
}

const ACTION = { role: 'member.changeRole', remove: 'member.remove' } as const satisfies Record<
  string,
  TeamAction
>

export const denied = (reason: DenyReason, team: TeamMembership): Refusal =>
  refuse({ code: 'denied', reason, scope: `team ${team.teamName}` })

/** Every account in which the actor has a role here; what belongs to others does not exist for them (R21). */
export const accountsOf = ({ actor }: Pick<Context, 'actor'>): string[] => [
  ...new Set(
    [...actor.accountRoles, ...actor.workspaceRoles, ...actor.teamRoles].map((role) => role.accountId),
  ),
]

const saveRole = defineChange(
  'member.role',
  `changed AS (UPDATE membership SET role = $2, version = version + 1 WHERE id = $1 AND role <> 'owner' RETURNING 1)`,
)

export interface MemberChanged {
  teamId: string
  teamName: string
  name: string
  from: Member['role']
  to: GivableRole | null
}

/** Gives a member another role (F24, R12). The person is told privately. */
export function changeRole(
  db: Database,
  context: Context,
  membershipId: string,
  role: string,
): Promise<MemberChanged | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayChangeMember(db, context, membershipId, 'role')
    if ('refused' in may) return may
    const { target, own } = may
    if (!isGivableRole(role)) return refuse({ code: 'ownerProtected', wish: 'role', team: target.teamName })
    if (target.role === role)
      return refuse({ code: 'sameRole', name: target.name, role, team: target.teamName })
    const outcome: MemberChanged = {
      teamId: target.teamId,
      teamName: target.teamName,
      name: target.name,
      from: target.role,
      to: role,
    }
    await saveRole(
      db,
      [membershipId, role],
      context,
      effects(context, own, target, 'member.roleChanged', outcome),
    )
    return outcome
  })
}

const endMembership = defineChange(
  'member.end',
  `changed AS (UPDATE membership SET ended_at = $2, ended_by = $3, version = version + 1 WHERE id = $1 AND role <> 'owner' RETURNING 1)`,
)

/** Ends a membership; access ends with it, at once (F22, R4). */
export function removeMember(
  db: Database,
  context: Context,
  membershipId: string,
): Promise<MemberChanged | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayChangeMember(db, context, membershipId, 'remove')
    if ('refused' in may) return may
    const { target, own } = may
    const outcome: MemberChanged = {
      teamId: target.teamId,
      teamName: target.teamName,
      name: target.name,
      from: target.role,
      to: null,
    }
    const parameters = [membershipId, isoTime(context.at), 'removed']
    await endMembership(db, parameters, context, effects(context, own, target, 'member.removed', outcome))
    return outcome
  })
}

/** Ends the actor's own membership; the owner must transfer the team first (H11). */
export function leaveTeam(db: Database, context: Context, teamId: string): Promise<MemberChanged | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownTeam(context, teamId)
    if (isRefusal(own)) return own
    const decision = decideTeam(own, 'team.leave')
    if (!decision.allowed) return denied(decision.reason, own)
    const outcome: MemberChanged = {
      teamId: own.teamId,
      teamName: own.teamName,
      name: context.actor.name,
      from: own.role,
      to: null,
    }
    const parameters = [own.membershipId, isoTime(context.at), 'left']
    const target = { ...own, personId: context.actor.personId }
    await endMembership(db, parameters, context, effects(context, own, target, 'member.left', outcome))
    return outcome
  })
}

function effects(
  context: Context,
  own: TeamMembership,
  target: { membershipId: string; version: number; personId: string },
  action: 'member.roleChanged' | 'member.removed' | 'member.left',
  outcome: MemberChanged,
): Effects {
  const { accountId } = own
  const { personId } = target
  const actorId = context.actor.personId
  const byThemselves = personId === actorId
  const data = { from: outcome.from, to: outcome.to }
  const told: OwedRow = {
    kind: 'notice',
    accountId,
    personId,
    name: action,
    subjectId: target.membershipId,
    data: { ...data, by: context.actor.name, team: own.teamName },
    actorId,
  }
  return {
    reliesOn: [own, target],
    audit: [
      auditOf(context, own, {
        action,
        subjectType: 'person',
        subjectId: personId,
        data: { name: outcome.name, ...data },
      }),
    ],
    owed: [
      ...(byThemselves ? [] : [told]),
      ...(outcome.to === null
        ? [happened('member.left', { accountId, subjectId: own.teamId, actorId })]
        : []),
    ],
    outcome,
  }
}
