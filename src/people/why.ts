import type { TeamMembership } from '../access'
import { type Card, type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { unless, whichMember, whichTeam } from '../teams'
import { type Action, findAction, isTeamAction, isWorkspaceAction } from './action-words'
import {
  explainAccountAction,
  explainTeamAction,
  explainWorkspaceAction,
  type Subject,
} from './explain-permission'
import { type Roles, readActor, readWorkspace } from './roles'

export interface WhyArgs {
  permission: string
  person?: string
  team?: string
}

/** Explains one decision in words. About others only owners and admins may ask, and only in their team. */
export async function why(db: Database, context: Context, args: WhyArgs): Promise<Card | Refusal> {
  const { permission, person } = inOrder(args)
  const action = findAction(permission)
  if (!action) return refuse({ code: 'notFound', what: 'permission', typed: permission }, 'permission')
  if (person === undefined && !isTeamAction(action)) return explain(db, context, 'you', context.actor, action)
  const own = whichTeam(context, args.team)
  if (isRefusal(own)) return own
  if (person === undefined) return explain(db, context, 'you', context.actor, action, own)
  const member = await whichMember(db, context, own.teamId, person)
  if (!isRefusal(member) && member.personId === context.actor.personId)
    return explain(db, context, 'you', context.actor, action, own)
  const refused = unless(own, 'member.changeRole')
  if (refused) return refused
  if (isRefusal(member)) return member
  const roles = await readActor(db, member.personId, own.accountId)
  return explain(db, context, { name: member.name }, roles, action, { ...own, role: member.role })
}

/** `/why @maya member.invite` is as good as `/why member.invite @maya`. */
function inOrder({ permission, person }: WhyArgs): { permission: string; person?: string } {
  const swapped = person !== undefined && !findAction(permission) && findAction(person)
  if (swapped) return { permission: person, person: permission }
  return { permission, ...(person !== undefined && { person }) }
}

async function explain(
  db: Database,
  context: Context,
  subject: Subject,
  roles: Roles,
  action: Action,
  team?: TeamMembership,
): Promise<Card | Refusal> {
  if (isTeamAction(action))
    return team ? explainTeamAction(subject, team, action) : refuse({ code: 'noTeam' })
  const scope = team ?? context.home ?? context.actor.workspaceRoles[0]
  if (!scope) return refuse({ code: 'notFound', what: 'workspace' })
  if (!isWorkspaceAction(action)) return explainAccountAction(subject, roles, scope.accountId, action)
  const workspace = await readWorkspace(db, scope.workspaceId)
  if (!workspace) return refuse({ code: 'notFound', what: 'workspace' })
  return explainWorkspaceAction(subject, roles, workspace, action)
}
