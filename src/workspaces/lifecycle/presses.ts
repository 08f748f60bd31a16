import { type Feature, isRefusal, openForm, press, say, submit, unlessWords } from '../../chat'
import type { Database } from '../../db'
import { orRefuse } from '../../teams'
import { deleteWorkspace } from './delete-workspace'
import { manageWorkspace } from './may-manage'
import { mayDelete } from './plan-deletion'
import { renameWorkspace } from './rename-workspace'
import { deletedCard, deleteForm, readName, renamedCard, renameForm, WORKSPACE_NAME_LENGTH } from './views'

/** The forms that rename and delete. */
export function lifecyclePresses(db: Database): Required<Pick<Feature, 'presses' | 'submits'>> {
  return {
    presses: [
      press({
        name: 'workspaces.askRename',
        first: 'form',
        run: async (context, [workspaceId = '']) =>
          orRefuse(await manageWorkspace(db, context, workspaceId), ({ workspace }) =>
            openForm(renameForm(workspaceId, workspace.workspaceName)),
          ),
      }),
      press({
        name: 'workspaces.askDelete',
        first: 'form',
        run: async (context, [workspaceId = '']) =>
          orRefuse(await mayDelete(db, context, workspaceId), ({ workspace }) =>
            openForm(deleteForm(workspace)),
          ),
      }),
    ],
    submits: [
      submit({
        name: 'workspaces.rename',
        form: async (context, [workspaceId = ''], values) => {
          const managed = await manageWorkspace(db, context, workspaceId)
          return isRefusal(managed) ? managed : renameForm(workspaceId, readName(values))
        },
        run: async (context, [workspaceId = ''], values) => {
          const name = readName(values)
          const unfit = unlessWords(name, 'Name of the workspace', WORKSPACE_NAME_LENGTH, 'name')
          if (unfit) return unfit
          return orRefuse(await renameWorkspace(db, context, workspaceId, name), (renamed) =>
            say(renamedCard(renamed)),
          )
        },
      }),
      submit({
        name: 'workspaces.delete',
        form: async (context, [workspaceId = '']) => {
          const may = await mayDelete(db, context, workspaceId)
          return isRefusal(may) ? may : deleteForm(may.workspace)
        },
        run: async (context, [workspaceId = ''], values) =>
          orRefuse(await deleteWorkspace(db, context, workspaceId, readName(values)), (deleted) =>
            say(deletedCard(deleted)),
          ),
      }),
    ],
  }
}
