import { type Deed, pickLiving, submitted } from '../plan'
import { mayIn } from '../rights'

const createBase: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  if (!workspace) return null
  const name = `Base ${world.now}`
  return {
    does: submitted(['knowledge.create', workspace.id], { name, description: '' }),
    effect:
      mayIn(world, actor, workspace, 'workspaceAdmin', 'contentManager') &&
      (async (newest) => {
        const id = await newest('knowledge_base')
        world.bases.set(id, { id, workspace, name, gone: false })
      }),
  }
}

const deleteBase: Deed = (world, actor, dice) => {
  const base = pickLiving(world.bases.values(), dice)
  if (!base) return null
  return {
    does: submitted(['knowledge.delete', base.id], { name: base.name }),
    effect:
      !base.gone &&
      mayIn(world, actor, base.workspace, 'workspaceAdmin', 'contentManager') &&
      (() => void Object.assign(base, { gone: true })),
  }
}

export const baseDeeds = { createBase, deleteBase }
