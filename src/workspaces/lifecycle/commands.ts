import { type Command, command, isRefusal, say } from '../../chat'
import type { Database } from '../../db'
import { accountOption, whichWorkspace, workspaceOption } from '../../scopes'
import { orRefuse } from '../../teams'
import { createWorkspace } from './create-workspace'
import { planDeletion } from './plan-deletion'
import { renameWorkspace } from './rename-workspace'
import { confirmDeleteCard, createdCard, renamedCard, WORKSPACE_NAME_LENGTH } from './views'

export function lifecycleCommands(db: Database): readonly Command[] {
  const workspace = workspaceOption(db)
  const name = (description: string) =>
    ({ kind: 'text', description, asked: true, maxLength: WORKSPACE_NAME_LENGTH }) as const
  return [
    command({
      name: 'workspace create',
      description: 'Make a new workspace of the account',
      form: { title: 'New workspace', submitLabel: 'Create' },
      options: { name: name('Name of the workspace'), account: accountOption },
      run: async (context, { name, account }) =>
        orRefuse(await createWorkspace(db, context, name, account), (made) => say(createdCard(made))),
    }),
    command({
      name: 'workspace rename',
      description: 'Give the workspace another name',
      form: { title: 'Rename workspace', submitLabel: 'Rename' },
      options: { name: name('The new name'), workspace },
      run: async (context, { name, workspace: typed }) => {
        const workspace = await whichWorkspace(db, context, typed)
        if (isRefusal(workspace)) return workspace
        return orRefuse(await renameWorkspace(db, context, workspace.workspaceId, name), (renamed) =>
          say(renamedCard(renamed)),
        )
      },
    }),
    command({
      name: 'workspace delete',
      description: 'Delete the workspace for good, with everything of it',
      options: { workspace },
      run: async (context, { workspace: typed }) => {
        const workspace = await whichWorkspace(db, context, typed)
        if (isRefusal(workspace)) return workspace
        return orRefuse(await planDeletion(db, context, workspace.workspaceId), (plan) =>
          say(confirmDeleteCard(plan.workspace, plan.belongings)),
        )
      },
    }),
  ]
}
