import { decideWorkspace } from '../../access'
import { type Context, isRefusal, type Option, type Refusal, refuse } from '../../chat'
import type { Database } from '../../db'
import { findWorkspacePerson, suggestWorkspacePeople, tellApart, type WorkspacePerson } from '../../people'
import { type Workspace, whichWorkspace } from '../../scopes'
import { readUsers } from './statements'

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
      return tellApart(await usersAmong(db, workspace, people))
    },
  }) as const satisfies Option

/** The one user that a typed word means. */
export async function whichUser(
  db: Database,
  context: Context,
  workspace: Workspace,
  typed: string,
): Promise<WorkspacePerson | Refusal> {
  const people = await findWorkspacePerson(db, workspace, typed, context)
  if (isRefusal(people)) return { ...people, field: 'person' }
  const users = await usersAmong(db, workspace, people)
  const [only, ...others] = users
  if (only && others.length === 0) return only
  if (only) return refuse({ code: 'pick', option: 'person', choices: tellApart(users) })
  const { workspaceName } = workspace
  return people.length > 0
    ? refuse({ code: 'notUser', workspace: workspaceName }, 'person')
    : refuse({ code: 'personUnknown', typed, workspace: workspaceName }, 'person')
}

/** Admins of the account are people of every workspace, but users of those only in which they have a role. */
async function usersAmong(
  db: Database,
  { workspaceId }: Workspace,
  people: readonly WorkspacePerson[],
): Promise<readonly WorkspacePerson[]> {
  const users = await readUsers(db, [workspaceId, people.map(({ personId }) => personId)])
  return people.filter(({ personId }) => users.some((user) => user.personId === personId))
}
