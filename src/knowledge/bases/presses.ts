import { isRefusal, openForm, type Press, pageNumber, press, replace, say } from '../../chat'
import type { Database } from '../../db'
import { inNamedWorkspace } from '../../scopes'
import { baseToManage } from './base-to-manage'
import { chooseBase, reachedAgent } from './choose-base'
import { createForm, editForm } from './forms'
import { basesPage, formToDelete, usedPage } from './pages'

export function basePresses(db: Database): readonly Press[] {
  const choose = (name: string, uses: boolean) =>
    press({
      name,
      async run(context, [agentId = '', baseId = '', page]) {
        const done = await chooseBase(db, context, agentId, baseId, uses)
        if (isRefusal(done)) return done
        const agent = await reachedAgent(db, context, agentId)
        const card = isRefusal(agent) ? agent : await usedPage(db, agent, pageNumber(page))
        return isRefusal(card) ? card : replace(card)
      },
    })
  return [
    press({
      name: 'knowledge.bases',
      run: inNamedWorkspace(db, 'knowledge.view', async (context, workspace, [, page]) =>
        replace(await basesPage(db, context, workspace, pageNumber(page))),
      ),
    }),
    press({
      name: 'knowledge.create',
      first: 'form',
      run: inNamedWorkspace(db, 'knowledge.manage', async (_context, { workspaceId }) =>
        openForm(createForm(workspaceId)),
      ),
    }),
    press({
      name: 'knowledge.edit',
      first: 'form',
      async run(context, [id = '']) {
        const reached = await baseToManage(db, context, id)
        return isRefusal(reached) ? reached : openForm(editForm(reached.base, reached.base))
      },
    }),
    press({
      name: 'knowledge.delete',
      first: 'form',
      async run(context, [id = '']) {
        const reached = await baseToManage(db, context, id)
        return isRefusal(reached) ? reached : openForm(await formToDelete(db, reached.base))
      },
    }),
    // Without a page beside a card that stays.
    press({
      name: 'knowledge.ofAgent',
      async run(context, [agentId = '', page]) {
        const agent = await reachedAgent(db, context, agentId)
        const card = isRefusal(agent) ? agent : await usedPage(db, agent, pageNumber(page))
        if (isRefusal(card)) return card
        return page === undefined ? say(card) : replace(card)
      },
    }),
    choose('knowledge.use', true),
    choose('knowledge.leave', false),
  ]
}
