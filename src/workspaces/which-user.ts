import { decideWorkspace } from '../access'
import { type Choice, type Context, isRefusal, type Option, type Refusal, ROLE_NAMES, refuse } from '../chat'
import type { Database } from '../db'
import { findWorkspacePerson, suggestWorkspacePeople } from '../people'
import { readUsers } from './statements'
import { whichWorkspace } from './which-workspace'
import type { Workspace, WorkspaceUser } from './workspace'

/** An option that names a user of the workspace: suggestions by name; also takes a mention, an address or an id. */
export const userOption = (db: Database, description: string) =>
  ({
    kind: 'search',
    description,
    required: true,
    search: async (context: Context, typed: string, given: Readonly<Record<string, string>>) => {
      const workspace = await whichWorkspace(db, context, given.workspace)
      if (isRefusal(workspace) || !decideWorkspace(context.actor, workspace, 'workspace.users').allowed)
        return []
      const people = await suggestWorkspacePeople(db, workspace, typed)
      return (await usersAmong(db, workspace, people)).map(choiceOf)
    },
  }) as const satisfies Option

/** The one user that a typed word means. */
export async function whichUser(
  db: Database,
  context: Context,
  workspace: Workspace,
  typed: string,
): Promise<WorkspaceUser | Refusal> {
  const people = await findWorkspacePerson(db, workspace, typed, context)
  if (isRefusal(people)) return { ...people, field: 'person' }
  const users = await usersAmong(db, workspace, people)
  const [only, ...others] = users
  const { workspaceName } = workspace
  if (!only)
    return people.length > 0
      ? refuse({ code: 'notUser', workspace: workspaceName }, 'person')
      : refuse({ code: 'personUnknown', typed, workspace: workspaceName }, 'person')
  if (others.length === 0) return only
  return refuse({ code: 'pick', option: 'person', choices: users.map(choiceOf) })
}

/** Admins of the account are people of every workspace, but users of those only in which they have a role. */
const usersAmong = (
  db: Database,
  { workspaceId }: Workspace,
  people: readonly { personId: string }[],
): Promise<readonly WorkspaceUser[]> => readUsers(db, [workspaceId, people.map(({ personId }) => personId)])

const choiceOf = ({ personId, name, role }: WorkspaceUser): Choice => ({
  value: personId,
  label: `${name} (${ROLE_NAMES[role]})`,
})
