import type { Actor, TeamMembership } from '../access'
import { type Card, type Context, isRefusal, type Refusal, refuse } from '../chat'
import { type Database, statement } from '../db'
import { unless, whichMember, whichTeam } from '../teams'
import { type Action, findAction, isTeamAction, isWorkspaceAction } from './action-words'
import {
  explainAccountAction,
  explainTeamAction,
  explainWorkspaceAction,
  type Subject,
} from './explain-permission'

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
  const roles = await readRoles(db, member.personId, own.accountId)
  return explain(db, context, { name: member.name }, roles, action, { ...own, role: member.role })
}

/** `/why @maya member.invite` is as good as `/why member.invite @maya`. */
function inOrder({ permission, person }: WhyArgs): { permission: string; person?: string } {
  const swapped = person !== undefined && !findAction(permission) && findAction(person)
  if (swapped) return { permission: person, person: permission }
  return { permission, ...(person !== undefined && { person }) }
}

type Roles = Pick<Actor, 'accountRoles' | 'workspaceRoles'>

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
  const [workspace] = await readWorkspace(db, [scope.workspaceId])
  if (!workspace) return refuse({ code: 'notFound', what: 'workspace' })
  return explainWorkspaceAction(subject, roles, workspace, action)
}

const readWorkspace = statement<{ accountId: string; workspaceId: string; workspaceName: string }>(
  'workspace.read',
  `SELECT id AS "workspaceId", account_id AS "accountId", name AS "workspaceName" FROM workspace
WHERE id = $1 AND deleted_at IS NULL`,
)

const roles = statement<Roles>(
  'people.roles',
  `SELECT
  (SELECT coalesce(json_agg(json_build_object('accountId', a.id, 'accountName', a.name)), '[]')
    FROM account_admin h JOIN account a ON a.id = h.account_id WHERE h.person_id = $1 AND a.id = $2) AS "accountRoles",
  (SELECT coalesce(json_agg(json_build_object('accountId', w.account_id, 'workspaceId', w.id, 'workspaceName', w.name,
      'role', h.role, 'version', 1)), '[]')
    FROM workspace_user h JOIN workspace w ON w.id = h.workspace_id
    WHERE h.person_id = $1 AND h.account_id = $2) AS "workspaceRoles"`,
)

async function readRoles(db: Database, personId: string, accountId: string): Promise<Roles> {
  const [found] = await roles(db, [personId, accountId])
  return found ?? { accountRoles: [], workspaceRoles: [] }
}
