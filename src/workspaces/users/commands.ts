import { type Command, command, isRefusal, say } from '../../chat'
import { type Doorway, type Inviting, inviteOptions, invitePeople } from '../../invitations'
import { inWorkspaceOf, workspaceOption } from '../../scopes'
import { askRemoval, askRole, usersPage } from './pages'
import { NAME_LENGTH, WORKSPACE_ROLES } from './user'
import { userOption, whichUser } from './which-user'

export function userCommands(options: Doorway & Inviting): readonly Command[] {
  const { db, plans } = options
  const workspace = workspaceOption(db)
  const person = userOption(db, 'Name, mention or address of the user')
  return [
    command({
      name: 'workspace users',
      description: 'List the users with role, teams and last activity',
      options: {
        name: { kind: 'text', description: 'Part of a name, to list only those', maxLength: NAME_LENGTH },
        workspace,
      },
      run: inWorkspaceOf(db, 'workspace.users', async (context, workspace, { name = '' }) =>
        say(await usersPage(db, plans, context, workspace, { page: 0, name })),
      ),
    }),
    command({
      name: 'workspace invite',
      description: 'Invite people to the workspace by address, or users of this chat',
      form: { title: 'Invite people', submitLabel: 'Invite' },
      options: { ...inviteOptions.workspace, workspace },
      run: inWorkspaceOf(db, 'workspace.users', (context, { workspaceId }, given) =>
        invitePeople(options, context, { kind: 'workspace', id: workspaceId }, given),
      ),
    }),
    command({
      name: 'workspace role',
      description: 'Change the role of a user of the workspace',
      form: { title: 'Change a role', submitLabel: 'Continue' },
      options: {
        person,
        role: { kind: 'choice', description: 'The new role', required: true, choices: WORKSPACE_ROLES },
        workspace,
      },
      run: inWorkspaceOf(db, 'workspace.users', async (context, workspace, { person = '', role = '' }) => {
        const user = await whichUser(db, context, workspace, person)
        if (isRefusal(user)) return user
        return askRole(db, context, workspace.workspaceId, user.personId, role)
      }),
    }),
    command({
      name: 'workspace remove',
      description: 'Remove a user from the workspace and all its teams',
      form: { title: 'Remove a user', submitLabel: 'Continue' },
      options: { person, workspace },
      run: inWorkspaceOf(db, 'workspace.users', async (context, workspace, { person = '' }) => {
        const user = await whichUser(db, context, workspace, person)
        if (isRefusal(user)) return user
        return askRemoval(db, context, workspace.workspaceId, user.personId)
      }),
    }),
  ]
}
