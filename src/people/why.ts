import { decideWorkspace, type TeamMembership } from '../access'
import { type Card, type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { unless, whichMember, whichTeam } from '../teams'
import { type Action, choiceOf, findActions, isTeamAction, isWorkspaceAction } from './action-words'
import {
  explainAccountAction,
  explainTeamAction,
  explainWorkspaceAction,
  type Subject,
} from './explain-permission'
import { type Roles, readActor, readAdmins } from './roles'
import { tellApart } from './tell-apart'
import { workspaceHere } from './workspace-here'
import { findWorkspacePerson } from './workspace-person'

export interface WhyArgs {
  permission: string
  person?: string
  team?: string
}

/**
 * Explains one decision in words. About others only those may ask who give them their roles: owners and admins in their
 * team, and about what is done in a workspace its admins.
 */
export async function why(db: Database, context: Context, args: WhyArgs): Promise<Card | Refusal> {
  const { permission, person } = inOrder(args)
  const [action, ...others] = findActions(permission)
  if (!action) return refuse({ code: 'notFound', what: 'permission', typed: permission }, 'permission')
  if (others.length > 0)
    return refuse({ code: 'pick', option: 'permission', choices: [action, ...others].map(choiceOf) })
  if (person !== undefined) return explainOther(db, context, { action, person, typed: args.team })
  if (!isTeamAction(action)) return explain(db, context, 'you', context.actor, action)
  const own = whichTeam(context, args.team)
  return isRefusal(own) ? own : explain(db, context, 'you', context.actor, action, own)
}

/** `/why @maya member.invite` is as good as `/why member.invite @maya`. */
function inOrder({ permission, person }: WhyArgs): { permission: string; person?: string } {
  const swapped =
    person !== undefined && findActions(permission).length !== 1 && findActions(person).length === 1
  if (swapped) return { permission: person, person: permission }
  return { permission, ...(person !== undefined && { person }) }
}

interface Asked {
  action: Action
  person: string
  /** The team, as it was typed. */
  typed: string | undefined
}

async function explainOther(
  db: Database,
  context: Context,
  { action, person, typed }: Asked,
): Promise<Card | Refusal> {
  const { actor } = context
  const user = isTeamAction(action) || typed !== undefined ? null : await userMeant(db, context, person)
  if (isRefusal(user)) return user
  if (user?.personId === actor.personId) return explain(db, context, 'you', actor, action)
  if (user)
    return explain(
      db,
      context,
      { name: user.name },
      await readActor(db, user.personId, user.accountId),
      action,
    )
  const own = whichTeam(context, typed)
  if (isRefusal(own)) return own
  const member = await whichMember(db, context, own.teamId, person)
  if (!isRefusal(member) && member.personId === actor.personId)
    return explain(db, context, 'you', actor, action, own)
  const refused = unless(own, 'member.changeRole')
  if (refused) return refused
  if (isRefusal(member)) return member
  const roles = await readActor(db, member.personId, own.accountId)
  return explain(db, context, { name: member.name }, roles, action, { ...own, role: member.role })
}

/** The user of the workspace that a word means, for those who manage its users; null: nobody, or not for the asker. */
async function userMeant(db: Database, context: Context, typed: string) {
  const workspace = await workspaceHere(db, context)
  if (!workspace || !decideWorkspace(context.actor, workspace, 'workspace.users').allowed) return null
  const found = await findWorkspacePerson(db, workspace, typed, context)
  if (isRefusal(found)) return found
  const [only, ...others] = found
  if (others.length > 0) return refuse({ code: 'pick', option: 'person', choices: tellApart(found) })
  return only ? { ...only, accountId: workspace.accountId } : null
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
  const workspace = await workspaceHere(db, context, team)
  if (isWorkspaceAction(action))
    return workspace
      ? explainWorkspaceAction(subject, roles, workspace, action)
      : refuse({ code: 'notFound', what: 'workspace' })
  const accountId = workspace?.accountId ?? context.actor.accountRoles[0]?.accountId
  return accountId === undefined
    ? refuse({ code: 'notFound', what: 'workspace' })
    : explainAccountAction(
        subject,
        roles,
        { accountId, admins: await readAdmins(db, context.actor, accountId) },
        action,
      )
}
