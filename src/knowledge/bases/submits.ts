import { isRefusal, type Submit, say, submit } from '../../chat'
import type { Database } from '../../db'
import { reachedWorkspace } from '../../scopes'
import { orRefuse } from '../../teams'
import { baseToManage, unlessMayManage } from './base-to-manage'
import { createBase } from './create-base'
import { deleteBase } from './delete-base'
import { deletedCard, editedCard, madeCard } from './done-views'
import { editBase } from './edit-base'
import { createForm, editForm, objectionTo, readWish, word } from './forms'
import { formToDelete } from './pages'

export const baseSubmits = (db: Database): readonly Submit[] => [
  submit({
    name: 'knowledge.create',
    async form(context, [workspaceId = ''], values) {
      const workspace = await reachedWorkspace(db, context, workspaceId)
      if (isRefusal(workspace)) return workspace
      return unlessMayManage(context.actor, workspace) ?? createForm(workspaceId, readWish(values))
    },
    run: async (context, [workspaceId = ''], values) => {
      const wish = readWish(values)
      const made = objectionTo(wish) ?? (await createBase(db, context, workspaceId, wish))
      return orRefuse(made, (base) => say(madeCard(base)))
    },
  }),
  submit({
    name: 'knowledge.edit',
    // Shown again with the present version: who saves now has been told of the other change.
    async form(context, [id = ''], values) {
      const reached = await baseToManage(db, context, id)
      return isRefusal(reached) ? reached : editForm(reached.base, readWish(values))
    },
    run: async (context, [id = '', seen = ''], values) => {
      const wish = readWish(values)
      const saved = objectionTo(wish) ?? (await editBase(db, context, id, Number(seen), wish))
      return orRefuse(saved, (base) => say(editedCard(base)))
    },
  }),
  submit({
    name: 'knowledge.delete',
    async form(context, [id = '']) {
      const reached = await baseToManage(db, context, id)
      return isRefusal(reached) ? reached : formToDelete(db, reached.base)
    },
    run: async (context, [id = ''], values) =>
      orRefuse(await deleteBase(db, context, id, word(values.name)), (base) => say(deletedCard(base))),
  }),
]
